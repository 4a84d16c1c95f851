//! The line of a field, for refusals that are found after the document was read.

/// The line, from 1, of what `path` (as in `needs[3].window.start`) leads to in a JSON document, or of the
/// innermost thing around it that is there. `None` where not even the path's first step is there.
///
/// O(length of the text). For text that is not JSON the answer is of no use, but there is one.
pub(super) fn line_of(text: &str, path: &str) -> Option<usize> {
    let mut scanner = Scanner {
        rest: text.as_bytes(),
    };
    let mut found = None;
    for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
        let entered = match step.strip_suffix(']') {
            Some(index) => index.parse().is_ok_and(|index| scanner.enter_list(index)),
            None => scanner.enter_object(step),
        };
        if !entered {
            break;
        }
        found = Some(text.len() - scanner.rest.len());
    }
    let before = text.as_bytes().get(..found?)?;
    Some(1 + before.iter().filter(|byte| **byte == b'\n').count())
}

/// Reads JSON from here on.
struct Scanner<'a> {
    rest: &'a [u8],
}

impl Scanner<'_> {
    fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    fn skip_space(&mut self) {
        let space = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        self.skip(self.rest.iter().take_while(space).count());
    }

    /// Whether this byte comes next; it is skipped then.
    fn take(&mut self, byte: u8) -> bool {
        self.skip_space();
        let is_next = self.rest.first() == Some(&byte);
        if is_next {
            self.skip(1);
        }
        is_next
    }

    /// The raw inside of a string, which is skipped.
    fn string(&mut self) -> Option<&[u8]> {
        if !self.take(b'"') {
            return None;
        }
        let inside = self.rest;
        let mut length = 0;
        loop {
            match inside.get(length)? {
                b'"' => break,
                b'\\' => length += 2,
                _ => length += 1,
            }
        }
        self.skip(length + 1);
        inside.get(..length)
    }

    /// Skips a value of any kind.
    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        loop {
            self.skip_space();
            match self.rest.first() {
                None => return,
                Some(b'"') => {
                    if self.string().is_none() {
                        self.rest = &[];
                    }
                }
                Some(b'{' | b'[') => {
                    depth += 1;
                    self.skip(1);
                    continue;
                }
                Some(b'}' | b']') => {
                    depth = depth.saturating_sub(1);
                    self.skip(1);
                }
                Some(b',' | b':') => {
                    self.skip(1);
                    continue;
                }
                Some(_) => {
                    let plain = |byte: &&u8| !b",:]} \t\r\n".contains(byte);
                    self.skip(self.rest.iter().take_while(plain).count());
                }
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Goes to the value of this key; without it stays where it is.
    fn enter_object(&mut self, key: &str) -> bool {
        let before = self.rest;
        if self.take(b'{') {
            while let Some(found) = self.string() {
                let is_it = found == key.as_bytes();
                self.take(b':');
                self.skip_space();
                if is_it {
                    return true;
                }
                self.skip_value();
                if !self.take(b',') {
                    break;
                }
            }
        }
        self.rest = before;
        false
    }

    /// Goes to the value at this position; without it stays where it is.
    fn enter_list(&mut self, index: usize) -> bool {
        let before = self.rest;
        if self.take(b'[') {
            for _ in 0..index {
                self.skip_value();
                if !self.take(b',') {
                    self.rest = before;
                    return false;
                }
            }
            self.skip_space();
            if !matches!(self.rest.first(), None | Some(b']')) {
                return true;
            }
        }
        self.rest = before;
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{
  "mode": "batch", "note": "a \"needs\": [{ in a text",
  "needs": [
    { "id": "a", "edges": [[0, 1], [2, 3]] },
    { "id": "b",
      "window": {
        "day": "mon",
        "start": "25:00" } }
  ],
  "round": {"extra_task": -1.5e3}
}"#;

    #[test]
    fn a_path_leads_to_its_line() {
        let cases = [
            ("mode", Some(2)),
            ("needs[0].edges[1]", Some(4)),
            ("needs[1].id", Some(5)),
            ("needs[1].window.start", Some(8)),
            ("round.extra_task", Some(10)),
        ];
        for (path, line) in cases {
            assert_eq!(line_of(TEXT, path), line, "{path}");
        }
    }

    #[test]
    fn what_is_not_there_has_the_line_of_what_is_around_it() {
        assert_eq!(line_of(TEXT, "needs[1].held.lead"), Some(5));
        assert_eq!(line_of(TEXT, "needs[9].id"), Some(3));
        assert_eq!(line_of(TEXT, "skills"), None);
        for broken in [
            "",
            "{",
            "[1",
            r#"{"needs"#,
            r#"{"needs":[{"a\"#,
            "{\"needs\": [}",
        ] {
            assert!(line_of(broken, "needs[1].id").is_none_or(|line| line == 1));
        }
    }
}
