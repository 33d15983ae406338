"""The method: stated goals judged against reported figures, as columns.

Pure functions: no clock, no file, no screen, no language. Section numbers in docstrings are those
of the method's document (docs/method.md).
"""
