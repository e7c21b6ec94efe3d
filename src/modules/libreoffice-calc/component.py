# SPDX-License-Identifier: GPL-3.0-or-later
"""What LibreOffice loads: a handler of our commands, and a listener to documents. Both lead into pythonpath/mediary_calc."""
import unohelper
from com.sun.star.frame import FeatureStateEvent, XDispatch, XDispatchProvider
from com.sun.star.lang import XInitialization, XServiceInfo
from com.sun.star.task import XJob

from mediary_calc.commands import COMMANDS
from mediary_calc.events import documents
from mediary_calc.threads import run_guarded


class Component(unohelper.Base, XServiceInfo):
    def __init__(self, context, *_arguments):
        self.context = context

    def getImplementationName(self):
        return self.NAME

    def supportsService(self, name):
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self):
        return (self.NAME, self.SERVICE)


class Commands(Component, XInitialization, XDispatchProvider, XDispatch):
    """One for each frame."""

    NAME, SERVICE = "org.mediary.Mediary.Calc.Commands", "com.sun.star.frame.ProtocolHandler"

    def initialize(self, arguments):
        self.frame = arguments[0] if arguments else None

    def queryDispatch(self, url, _target, _flags):
        return self if url.Path in COMMANDS else None

    def queryDispatches(self, requests):
        return tuple(self.queryDispatch(each.FeatureURL, each.FrameName, each.SearchFlags) for each in requests)

    def dispatch(self, url, arguments):
        run_guarded(documents.use, self.context)
        run_guarded(self.run, url.Path, {each.Name: each.Value for each in arguments})

    def run(self, command, arguments):
        COMMANDS[command](self.context, self.frame.getController(), documents, list(arguments.get("Files", ())))

    def addStatusListener(self, listener, url):
        controller = self.frame.getController()
        enabled = controller is not None and not (url.Path == "InsertReference" and controller.getModel().isReadonly())
        listener.statusChanged(FeatureStateEvent(Source=self, FeatureURL=url, IsEnabled=enabled))

    def removeStatusListener(self, _listener, _url):
        pass


class Events(Component, XJob):
    NAME, SERVICE = "org.mediary.Mediary.Calc.Events", "com.sun.star.task.Job"

    def execute(self, arguments):
        environment = {each.Name: each.Value for part in arguments if part.Name == "Environment" for each in part.Value}
        run_guarded(documents.use, self.context)
        run_guarded(documents.happened, environment.get("EventName"), environment.get("Model"))


g_ImplementationHelper = unohelper.ImplementationHelper()
for component in (Commands, Events):
    g_ImplementationHelper.addImplementation(component, component.NAME, (component.SERVICE, component.NAME))
