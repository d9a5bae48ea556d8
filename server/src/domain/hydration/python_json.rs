//! Why a text is no JSON, in the words of Python's parser.

/// What is wrong first, and where: `Expecting value: line 1 column 1 (char 0)`.
/// `None` if nothing is, as far as Python sees.
pub(super) fn explain(text: &str) -> Option<String> {
    let mut reader = Reader {
        characters: text.chars().collect(),
        at: 0,
        depth: 0,
    };
    let problem = reader.document().err()?;
    let before = reader.characters.get(..problem.at).unwrap_or_default();
    let line = 1 + before
        .iter()
        .filter(|character| **character == '\n')
        .count();
    let line_start = before
        .iter()
        .rposition(|character| *character == '\n')
        .map_or(0, |newline| newline + 1);
    let column = problem.at - line_start + 1;
    Some(format!(
        "{}: line {line} column {column} (char {})",
        problem.message, problem.at
    ))
}

/// How deep a text may go before we stop looking.
const DEEPEST: usize = 128;

struct Problem {
    message: &'static str,
    at: usize,
}

struct Reader {
    characters: Vec<char>,
    at: usize,
    depth: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|next| " \t\n\r".contains(next)) {
            self.at += 1;
        }
    }

    fn skip(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn problem<Read>(&self, message: &'static str) -> Result<Read, Problem> {
        Err(Problem {
            message,
            at: self.at,
        })
    }

    fn document(&mut self) -> Result<(), Problem> {
        self.skip_space();
        self.value()?;
        self.skip_space();
        if self.at < self.characters.len() {
            return self.problem("Extra data");
        }
        Ok(())
    }

    fn value(&mut self) -> Result<(), Problem> {
        if self.depth > DEEPEST {
            return self.problem("Too deep");
        }
        self.depth += 1;
        let read = match self.peek() {
            Some('{') => self.object(),
            Some('[') => self.array(),
            Some('"') => self.string(),
            _ => self.atom(),
        };
        self.depth -= 1;
        read
    }

    fn object(&mut self) -> Result<(), Problem> {
        self.at += 1;
        self.skip_space();
        if self.skip('}') {
            return Ok(());
        }
        loop {
            if self.peek() != Some('"') {
                return self.problem("Expecting property name enclosed in double quotes");
            }
            self.string()?;
            self.skip_space();
            if !self.skip(':') {
                return self.problem("Expecting ':' delimiter");
            }
            self.skip_space();
            self.value()?;
            self.skip_space();
            if self.skip('}') {
                return Ok(());
            }
            if !self.skip(',') {
                return self.problem("Expecting ',' delimiter");
            }
            self.skip_space();
        }
    }

    fn array(&mut self) -> Result<(), Problem> {
        self.at += 1;
        self.skip_space();
        if self.skip(']') {
            return Ok(());
        }
        loop {
            self.value()?;
            self.skip_space();
            if self.skip(']') {
                return Ok(());
            }
            if !self.skip(',') {
                return self.problem("Expecting ',' delimiter");
            }
            self.skip_space();
        }
    }

    fn string(&mut self) -> Result<(), Problem> {
        let start = self.at;
        let unterminated = Problem {
            message: "Unterminated string starting at",
            at: start,
        };
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(unterminated),
                Some('"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some('\\') => {
                    match self.characters.get(self.at + 1) {
                        None => return Err(unterminated),
                        Some('u') => {
                            let digits = self.characters.get(self.at + 2..self.at + 6);
                            if !digits
                                .is_some_and(|digits| digits.iter().all(char::is_ascii_hexdigit))
                            {
                                self.at += 1;
                                return self.problem("Invalid \\uXXXX escape");
                            }
                        }
                        Some(escaped) if !"\"\\/bfnrt".contains(*escaped) => {
                            return self.problem("Invalid \\escape");
                        }
                        Some(_) => {}
                    }
                    self.at += 2;
                }
                Some(control) if control < ' ' => {
                    return self.problem("Invalid control character at");
                }
                Some(_) => self.at += 1,
            }
        }
    }

    /// A word or a number. Of a number as much is read as is one.
    fn atom(&mut self) -> Result<(), Problem> {
        let rest = self.characters.get(self.at..).unwrap_or_default();
        for word in ["null", "true", "false"] {
            if rest.iter().copied().take(word.len()).eq(word.chars()) {
                self.at += word.len();
                return Ok(());
            }
        }
        let digits = |from: usize| {
            let rest = rest.get(from..).unwrap_or_default();
            rest.iter()
                .take_while(|digit| digit.is_ascii_digit())
                .count()
        };
        let sign = usize::from(rest.first() == Some(&'-'));
        let whole = match rest.get(sign) {
            Some('0') => 1,
            _ => digits(sign),
        };
        if whole == 0 {
            return self.problem("Expecting value");
        }
        let mut length = sign + whole;
        if rest.get(length) == Some(&'.') && digits(length + 1) > 0 {
            length += 1 + digits(length + 1);
        }
        if matches!(rest.get(length), Some('e' | 'E')) {
            let sign = usize::from(matches!(rest.get(length + 1), Some('+' | '-')));
            let exponent = digits(length + 1 + sign);
            if exponent > 0 {
                length += 1 + sign + exponent;
            }
        }
        self.at += length;
        Ok(())
    }
}
