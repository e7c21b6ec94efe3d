# SPDX-License-Identifier: GPL-3.0-or-later
"""What the extension does. LibreOffice is met in calc.py, commands.py and events.py only; the rest runs without it."""
