"""Reading orders out of Vietnamese selling comments: pure, without network or model."""
