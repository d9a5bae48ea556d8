//! Expressions in text, evaluated safely.
//!
//! The parser and interpreter are Rhai's, cut down to expressions: no
//! statements, no assignment, no functions of the caller's own, and nothing
//! registered that reaches outside. What a hostile expression could
//! still spend is bounded: its length, its nesting, the steps it takes and the
//! lists and strings it builds.
//!
//! All arithmetic is done in double precision, so `7 / 2` is 3.5 and `2 ** 100`
//! does not overflow.

use std::any::TypeId;
use std::f64::consts::{E, PI, TAU};

use rhai::{Dynamic, Engine, EvalAltResult, OptimizationLevel, Scope};
use serde::Serialize;
use thiserror::Error;

use crate::statistics::{Number, Statistic};

/// The longest expression, in bytes.
const LONGEST_EXPRESSION_BYTES: usize = 10_000;
/// The deepest nesting of parentheses, calls and operators.
const DEEPEST_NESTING: usize = 64;
/// The most steps of the interpreter, a few milliseconds' worth.
const MOST_OPERATIONS: u64 = 100_000;
/// The longest list and the longest string an expression may build.
const LONGEST_COLLECTION: usize = 10_000;
/// The most values an aggregate takes without a list around them.
const MOST_LOOSE_VALUES: usize = 16;
/// The largest n whose factorial a double can hold.
const LARGEST_FACTORIAL: f64 = 170.0;

type Fallible<T> = Result<T, Box<EvalAltResult>>;
type OfOne = fn(f64) -> f64;
type OfTwo = fn(f64, f64) -> f64;

/// Why an expression has no value.
#[derive(Debug, Error)]
pub(super) enum ExpressionError {
    #[error("the expression is {length} bytes long; at most {LONGEST_EXPRESSION_BYTES} are read")]
    TooLong { length: usize },
    #[error("cannot read the expression: {0}")]
    Syntax(#[source] rhai::ParseError),
    #[error("cannot evaluate the expression: {0}")]
    Evaluation(#[source] Box<EvalAltResult>),
    #[error("the result is not a finite number (a division by zero, or a number too large)")]
    NotFinite,
    #[error("the result is a {0}; write an expression that gives a number or a comparison")]
    NotANumber(String),
}

/// The value of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Answer {
    /// A finite number.
    Number(Number),
    /// The outcome of a comparison.
    Truth(bool),
}

/// Evaluates expressions. Making one registers some fifty functions, so it is
/// made once and shared.
#[derive(Debug)]
pub(super) struct Evaluator {
    engine: Engine,
}

impl Evaluator {
    pub(super) fn new() -> Self {
        let mut engine = Engine::new_raw();
        engine
            .set_optimization_level(OptimizationLevel::None)
            .set_fast_operators(false)
            .set_max_expr_depths(DEEPEST_NESTING)
            .set_max_operations(MOST_OPERATIONS)
            .set_max_array_size(LONGEST_COLLECTION)
            .set_max_string_size(LONGEST_COLLECTION);
        // In Rhai `^` is a bitwise exclusive or. Many write it for a power, and
        // a wrong number would be worse than an error.
        engine.disable_symbol("^");
        // `eval` would bring statements back in.
        engine.disable_symbol("eval");
        register_operators(&mut engine);
        register_functions(&mut engine);
        register_statistics(&mut engine);
        Self { engine }
    }

    /// Gives the value of an expression.
    pub(super) fn evaluate(&self, expression: &str) -> Result<Answer, ExpressionError> {
        if expression.len() > LONGEST_EXPRESSION_BYTES {
            return Err(ExpressionError::TooLong {
                length: expression.len(),
            });
        }
        let mut scope = Scope::new();
        scope
            .push_constant("pi", PI)
            .push_constant("e", E)
            .push_constant("tau", TAU);
        let program = self
            .engine
            .compile_expression_with_scope(&scope, expression)
            .map_err(ExpressionError::Syntax)?;
        let value: Dynamic = self
            .engine
            .eval_ast_with_scope(&mut scope, &program)
            .map_err(ExpressionError::Evaluation)?;

        if let Ok(truth) = value.as_bool() {
            return Ok(Answer::Truth(truth));
        }
        match number(&value) {
            Ok(number) if number.is_finite() => Ok(Answer::Number(Number(number))),
            Ok(_) => Err(ExpressionError::NotFinite),
            Err(_) => Err(ExpressionError::NotANumber(
                self.engine.map_type_name(value.type_name()).to_owned(),
            )),
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "numbers are documented as double-precision"
)]
fn float(integer: i64) -> f64 {
    integer as f64
}

/// A number of either of Rhai's kinds.
fn number(value: &Dynamic) -> Fallible<f64> {
    if let Ok(integer) = value.as_int() {
        return Ok(float(integer));
    }
    value
        .as_float()
        .map_err(|type_name| format!("expected a number and found a {type_name}").into())
}

/// Makes arithmetic on whole numbers double-precision too.
fn register_operators(engine: &mut Engine) {
    let operators: [(&str, OfTwo); 6] = [
        ("+", |a, b| a + b),
        ("-", |a, b| a - b),
        ("*", |a, b| a * b),
        ("/", |a, b| a / b),
        ("%", |a, b| a % b),
        ("**", f64::powf),
    ];
    for (symbol, operate) in operators {
        engine.register_fn(symbol, operate);
        engine.register_fn(symbol, move |a: i64, b: i64| operate(float(a), float(b)));
        engine.register_fn(symbol, move |a: i64, b: f64| operate(float(a), b));
        engine.register_fn(symbol, move |a: f64, b: i64| operate(a, float(b)));
    }
}

fn register_functions(engine: &mut Engine) {
    let of_one: [(&str, OfOne); 25] = [
        ("-", |x| -x),
        ("+", |x| x),
        ("abs", f64::abs),
        ("sqrt", f64::sqrt),
        ("cbrt", f64::cbrt),
        ("exp", f64::exp),
        ("ln", f64::ln),
        ("log", f64::ln),
        ("log2", f64::log2),
        ("log10", f64::log10),
        ("floor", f64::floor),
        ("ceil", f64::ceil),
        ("trunc", f64::trunc),
        ("round", f64::round),
        ("sin", f64::sin),
        ("cos", f64::cos),
        ("tan", f64::tan),
        ("asin", f64::asin),
        ("acos", f64::acos),
        ("atan", f64::atan),
        ("sinh", f64::sinh),
        ("cosh", f64::cosh),
        ("tanh", f64::tanh),
        ("degrees", f64::to_degrees),
        ("radians", f64::to_radians),
    ];
    for (name, apply) in of_one {
        engine.register_fn(name, move |x: Dynamic| -> Fallible<f64> {
            Ok(apply(number(&x)?))
        });
    }

    let of_two: [(&str, OfTwo); 5] = [
        ("pow", f64::powf),
        ("log", f64::log),
        ("atan2", f64::atan2),
        ("hypot", f64::hypot),
        ("round", round_to),
    ];
    for (name, apply) in of_two {
        engine.register_fn(name, move |x: Dynamic, y: Dynamic| -> Fallible<f64> {
            Ok(apply(number(&x)?, number(&y)?))
        });
    }

    engine.register_fn("factorial", |x: Dynamic| factorial(number(&x)?));
}

/// Rounds to so many digits after the decimal point.
fn round_to(x: f64, digits: f64) -> f64 {
    let scale = 10_f64.powf(digits.trunc());
    (x * scale).round() / scale
}

fn factorial(n: f64) -> Fallible<f64> {
    if n < 0.0 || n.fract() != 0.0 || n > LARGEST_FACTORIAL {
        return Err(format!(
            "factorial takes a whole number from 0 to {LARGEST_FACTORIAL}, not {n}"
        )
        .into());
    }
    let mut product = 1.0;
    let mut factor = 2.0;
    while factor <= n {
        product *= factor;
        factor += 1.0;
    }
    Ok(product)
}

/// Registers the aggregates, each for one list or for several loose values.
/// Rhai has no functions of any number of arguments, so one is registered for
/// each number.
fn register_statistics(engine: &mut Engine) {
    for statistic in Statistic::ALL {
        for arity in 1..=MOST_LOOSE_VALUES {
            engine.register_raw_fn(
                statistic.name(),
                vec![TypeId::of::<Dynamic>(); arity],
                move |_context, arguments| -> Fallible<f64> {
                    let mut numbers = Vec::new();
                    for argument in arguments.iter() {
                        flatten(argument, &mut numbers)?;
                    }
                    statistic
                        .of(&numbers)
                        .map_err(|error| error.to_string().into())
                },
            );
        }
    }
}

/// Collects a number, or the numbers of a list and of the lists in it.
fn flatten(value: &Dynamic, numbers: &mut Vec<f64>) -> Fallible<()> {
    if let Ok(list) = value.as_array_ref() {
        return list.iter().try_for_each(|item| flatten(item, numbers));
    }
    numbers.push(number(value)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value_of(expression: &str) -> f64 {
        match Evaluator::new().evaluate(expression) {
            Ok(Answer::Number(Number(number))) => number,
            other => panic!("{expression}: {other:?}"),
        }
    }

    fn error_of(expression: &str) -> String {
        match Evaluator::new().evaluate(expression) {
            Err(error) => error.to_string(),
            Ok(answer) => panic!("{expression} gave {answer:?}"),
        }
    }

    #[test]
    fn arithmetic_is_that_of_doubles() {
        let cases = [
            ("2 + 3 * 4", 14.0),
            ("7 / 2", 3.5),
            ("7 % 4", 3.0),
            ("-3 + 5", 2.0),
            ("-(2 ** 2)", -4.0),
            ("2 ** 10", 1024.0),
            ("2 ** 100", 2_f64.powi(100)),
            ("2 ** -1", 0.5),
            ("1 - 0.5", 0.5),
            ("0.5 - 1", -0.5),
            ("9000000000 * 9000000000", 8.1e19),
            ("sqrt(3**2 + 4**2)", 5.0),
            ("sin(pi / 2)", 1.0),
            ("log10(1000)", 3.0),
            ("log(8, 2)", 3.0),
            ("ln(e)", 1.0),
            ("round(2.71828, 2)", 2.72),
            ("factorial(5)", 120.0),
            ("abs(-7)", 7.0),
            ("[10, 20, 30][1]", 20.0),
        ];
        for (expression, expected) in cases {
            let found = value_of(expression);
            assert!(
                (found - expected).abs() <= expected.abs() * 1e-12,
                "{expression} = {found}"
            );
        }
    }

    #[test]
    fn aggregates_take_lists_and_loose_values() {
        for expression in ["mean([2, 4, 9])", "mean(2, 4, 9)", "mean([2], [4, [9]])"] {
            assert!((value_of(expression) - 5.0).abs() < 1e-12, "{expression}");
        }
        assert!((value_of("max(1, 2.5) - min([3, 2])") - 0.5).abs() < 1e-12);
        assert!(error_of("mean([])").contains("at least 1"));
        assert!(error_of("sum(\"a\")").contains("expected a number"));
    }

    #[test]
    fn comparisons_give_a_truth_value() {
        let answer = Evaluator::new().evaluate("2 * 3 > 5").unwrap();
        assert_eq!(answer, Answer::Truth(true));
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let cases = [
            ("1 +", "cannot read the expression"),
            ("1 / 0", "not a finite number"),
            ("0 / 0", "not a finite number"),
            ("2 ^ 3", "cannot read the expression"),
            ("unknown(1)", "unknown"),
            ("salary * 2", "salary"),
            ("\"text\"", "the result is a string"),
            ("factorial(171)", "from 0 to 170"),
            ("factorial(2.5)", "from 0 to 170"),
        ];
        for (expression, expected) in cases {
            let error = error_of(expression);
            assert!(error.contains(expected), "{expression}: {error}");
        }
    }

    #[test]
    fn only_expressions_are_read() {
        for statement in [
            "let x = 1; x",
            "while true {}",
            "fn f() { 1 } f()",
            "import \"os\" as os",
            "eval(\"1\")",
            "loop {}",
            "if true { loop {} } else { 1 }",
            "pi = 3",
        ] {
            error_of(statement);
        }
    }

    #[test]
    fn costly_expressions_are_refused() {
        let nested = format!("{}1{}", "(".repeat(4000), ")".repeat(4000));
        assert!(error_of(&nested).contains("cannot read"));
        let long = format!("1{}", " + 1".repeat(5000));
        assert!(error_of(&long).contains("bytes long"));
    }

    proptest! {
        #[test]
        fn any_text_gets_an_answer_or_an_error(text in "\\PC{0,60}") {
            let _ = Evaluator::new().evaluate(&text);
        }

        #[test]
        fn sums_agree_with_rust(numbers in proptest::collection::vec(-1000_i32..1000, 1..20)) {
            let expression = numbers.iter().map(|n| format!("({n})")).collect::<Vec<_>>().join(" + ");
            let expected: i32 = numbers.iter().sum();
            prop_assert!((value_of(&expression) - f64::from(expected)).abs() < 1e-9);
        }
    }
}
