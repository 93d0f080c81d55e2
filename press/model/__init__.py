"""The types: what authors write (`content`, `maps`, `charts`), a pack (`library`), what stages pass on (`made`)."""
