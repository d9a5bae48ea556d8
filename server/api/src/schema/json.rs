//! Where and why Python's JSON reader stops.
//!
//! A body that serde_json refuses is read once more by Python's rules, for the
//! offset (in characters) and the words that Prefect answers with.

/// The first fault of a text, as Python up to 3.12 words it; none when Python
/// would have read it.
pub fn first_fault(text: &str) -> Option<(usize, &'static str)> {
    let bytes = text.as_bytes();
    let (at, words) = Reader { bytes, at: 0 }.document().err()?;
    let before = bytes.get(..at).unwrap_or(bytes);
    // All bytes of a character but its first have these two bits.
    let is_first = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
    Some((before.iter().filter(is_first).count(), words))
}

type Fault = (usize, &'static str);

const VALUE: &str = "Expecting value";
const NAME: &str = "Expecting property name enclosed in double quotes";
const COMMA: &str = "Expecting ',' delimiter";

/// All that the grammar knows is ASCII; other characters can only be within strings,
/// so the bytes are read, and only a fault's offset is counted in characters.
struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
}

/// What is open around the place that is read.
enum Open {
    List,
    Object,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn fault<T>(&self, words: &'static str) -> Result<T, Fault> {
        Err((self.at, words))
    }

    /// One value and nothing after it. Nesting takes no stack.
    fn document(&mut self) -> Result<(), Fault> {
        let mut open = Vec::new();
        loop {
            self.skip_space();
            let mut is_complete = self.value_or_opening(&mut open)?;
            while is_complete {
                self.skip_space();
                is_complete = match (open.last(), self.peek()) {
                    (None, None) => return Ok(()),
                    (None, Some(_)) => return self.fault("Extra data"),
                    (Some(Open::List), Some(b']')) | (Some(Open::Object), Some(b'}')) => {
                        self.at += 1;
                        open.pop();
                        true
                    }
                    (Some(kind), Some(b',')) => {
                        self.at += 1;
                        if matches!(kind, Open::Object) {
                            self.skip_space();
                            self.name()?;
                        }
                        false
                    }
                    _ => return self.fault(COMMA),
                };
            }
        }
    }

    /// Whether a whole value was read, and not only the opening of one.
    fn value_or_opening(&mut self, open: &mut Vec<Open>) -> Result<bool, Fault> {
        match self.peek() {
            Some(b'[') => {
                self.at += 1;
                self.skip_space();
                if self.peek() == Some(b']') {
                    self.at += 1;
                    return Ok(true);
                }
                open.push(Open::List);
                Ok(false)
            }
            Some(b'{') => {
                self.at += 1;
                self.skip_space();
                if self.peek() == Some(b'}') {
                    self.at += 1;
                    return Ok(true);
                }
                self.name()?;
                open.push(Open::Object);
                Ok(false)
            }
            Some(b'"') => self.string().map(|()| true),
            _ => self.word_or_number().map(|()| true),
        }
    }

    /// A key and its colon.
    fn name(&mut self) -> Result<(), Fault> {
        if self.peek() != Some(b'"') {
            return self.fault(NAME);
        }
        self.string()?;
        self.skip_space();
        if self.peek() != Some(b':') {
            return self.fault("Expecting ':' delimiter");
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let unterminated = Err((start, "Unterminated string starting at"));
        self.at += 1;
        loop {
            match self.peek() {
                None => return unterminated,
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    let escape = self.at;
                    self.at += 2;
                    match self.bytes.get(escape + 1) {
                        None => return unterminated,
                        Some(b'u') => self.hexadecimal()?,
                        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {}
                        Some(_) => return Err((escape, "Invalid \\escape")),
                    }
                }
                Some(b'\0'..=b'\x1f') => return self.fault("Invalid control character at"),
                Some(_) => self.at += 1,
            }
        }
    }

    fn hexadecimal(&mut self) -> Result<(), Fault> {
        // Python wants a character after them, if only the closing quote.
        let digits = self
            .bytes
            .get(self.at..self.at + 5)
            .and_then(|five| five.get(..4));
        if !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
            return Err((self.at - 1, "Invalid \\uXXXX escape"));
        }
        self.at += 4;
        Ok(())
    }

    fn word_or_number(&mut self) -> Result<(), Fault> {
        for word in ["null", "true", "false", "NaN", "Infinity", "-Infinity"] {
            let end = self.at + word.len();
            if self.bytes.get(self.at..end) == Some(word.as_bytes()) {
                self.at = end;
                return Ok(());
            }
        }
        let mut end = self.at + usize::from(self.peek() == Some(b'-'));
        match self.bytes.get(end) {
            Some(b'0') => end += 1,
            Some(b'1'..=b'9') => end = self.digits_end(end),
            _ => return self.fault(VALUE),
        }
        if self.bytes.get(end) == Some(&b'.') && self.digits_end(end + 1) > end + 1 {
            end = self.digits_end(end + 1);
        }
        if matches!(self.bytes.get(end), Some(b'e' | b'E')) {
            let sign = matches!(self.bytes.get(end + 1), Some(b'+' | b'-'));
            let start = end + 1 + usize::from(sign);
            if self.digits_end(start) > start {
                end = self.digits_end(start);
            }
        }
        self.at = end;
        Ok(())
    }

    fn digits_end(&self, start: usize) -> usize {
        let digits = self.bytes.get(start..).unwrap_or_default();
        start
            + digits
                .iter()
                .take_while(|char| char.is_ascii_digit())
                .count()
    }
}

#[cfg(test)]
mod tests {
    use super::first_fault;

    /// Measured with Python 3.11, which agreed on 60,000 more, made by mutation.
    #[test]
    fn faults_are_where_python_finds_them() {
        for (text, at, words) in [
            ("", 0, "Expecting value"),
            (" nul", 1, "Expecting value"),
            ("-", 0, "Expecting value"),
            ("01", 1, "Extra data"),
            ("1.", 1, "Extra data"),
            ("1e+", 1, "Extra data"),
            ("{} x", 3, "Extra data"),
            ("[1,]", 3, "Expecting value"),
            ("[1 2]", 3, "Expecting ',' delimiter"),
            ("[1", 2, "Expecting ',' delimiter"),
            ("[1}", 2, "Expecting ',' delimiter"),
            ("{", 1, "Expecting property name enclosed in double quotes"),
            (
                r#"{"a":1,}"#,
                7,
                "Expecting property name enclosed in double quotes",
            ),
            (r#"{"é" 1}"#, 5, "Expecting ':' delimiter"),
            (r#"{"a":}"#, 5, "Expecting value"),
            (r#"{"a":"b"#, 5, "Unterminated string starting at"),
            (r#"["\x"]"#, 2, "Invalid \\escape"),
            (r#"["\u12"]"#, 3, "Invalid \\uXXXX escape"),
            (r#""\u00e9"#, 2, "Invalid \\uXXXX escape"),
            (r#"["é\x"]"#, 3, "Invalid \\escape"),
            (r#""é\u12é4""#, 3, "Invalid \\uXXXX escape"),
            (r#"["é" ü]"#, 5, "Expecting ',' delimiter"),
            (r#""\"#, 0, "Unterminated string starting at"),
            ("\"a\n\"", 2, "Invalid control character at"),
        ] {
            assert_eq!(first_fault(text), Some((at, words)), "{text}");
        }
    }

    #[test]
    fn python_reads_these() {
        for text in [
            "NaN",
            "[-Infinity]",
            r#"["\ud800"]"#,
            " {\"a\": [1.5e-3, {}]} ",
            "0",
        ] {
            assert_eq!(first_fault(text), None, "{text}");
        }
    }
}
