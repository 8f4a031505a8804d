//! Finding the SQL in the code.

/// Every string literal that follows `sqlx::query`, `query_as` or `query_scalar` in a source text, in order.
pub fn statements(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("sqlx::query") {
        let rest = &source[at..];
        let Some(open) = rest.find('(') else { continue };
        let argument = rest[open + 1..].trim_start();
        let Some(literal) = argument.strip_prefix('"') else { continue };
        let mut end = 0;
        let bytes = literal.as_bytes();
        while end < bytes.len() && (bytes[end] != b'"' || bytes[end - 1] == b'\\') {
            end += 1;
        }
        found.push(literal[..end].replace("\\\"", "\""));
    }
    found
}
