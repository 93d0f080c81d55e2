"""The types: what authors write (`content`, `figures`), and what the stages hand on (`made`)."""
