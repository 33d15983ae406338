"""Pictures of verdicts and of figures through time, in both languages, drawn as SVG."""
