"""WHAT A SERVER CHOSE on Discord: the panel of its settings. Rights are checked at every step.

command     settings.py    /rockybot settings, and every control of the panel
show        panel.py       the settings → one message with a control for each
choose      choosing.py    what a control delivers → a change, or why it is none
"""
