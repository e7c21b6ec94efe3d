# SPDX-License-Identifier: GPL-3.0-or-later
"""What LibreOffice loads: a handler of our commands, and a listener to documents. Both lead into pythonpath/mediary_calc."""
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.frame import FeatureStateEvent, XDispatch, XDispatchProvider
from com.sun.star.lang import XInitialization, XServiceInfo
from com.sun.star.task import XJob

from mediary_calc import words
from mediary_calc.commands import COMMANDS
from mediary_calc.events import Documents

documents = None


def documents_of(context):
    """One for all of LibreOffice, made when the first document of Calc is there."""
    global documents
    if documents is None:
        words.choose_language(language_of(context))
        documents = Documents(context)
    return documents


def language_of(context):
    """The language of the menus; nothing where it is the desktop's."""
    provider = context.ServiceManager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    place = PropertyValue(Name="nodepath", Value="/org.openoffice.Setup/L10N")
    return provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", (place,)).getByName("ooLocale")


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
        given = {each.Name: each.Value for each in arguments}
        COMMANDS[url.Path](self.context, self.frame.getController(), documents_of(self.context), list(given.get("Files", ())))

    def addStatusListener(self, listener, url):
        model = self.frame.getController().getModel() if self.frame.getController() else None
        state = FeatureStateEvent(Source=self, FeatureURL=url, IsEnabled=model is not None and not model.isReadonly())
        listener.statusChanged(state)

    def removeStatusListener(self, _listener, _url):
        pass


class Events(Component, XJob):
    NAME, SERVICE = "org.mediary.Mediary.Calc.Events", "com.sun.star.task.Job"

    def execute(self, arguments):
        environment = {each.Name: each.Value for part in arguments if part.Name == "Environment" for each in part.Value}
        documents_of(self.context).happened(environment.get("EventName"), environment.get("Model"))


g_ImplementationHelper = unohelper.ImplementationHelper()
for component in (Commands, Events):
    g_ImplementationHelper.addImplementation(component, component.NAME, (component.SERVICE, component.NAME))
