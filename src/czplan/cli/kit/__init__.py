"""What any command line needs, whatever its commands: help, language, output, errors."""
