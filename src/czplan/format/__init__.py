"""The data format, said once: types, fields of every table, JSON Schema."""
