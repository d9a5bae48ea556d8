//! What must hold of plans in great numbers: made-up ones, each told by its seed.

mod injection;
mod python;
mod revise;
mod speed;
mod validator;
