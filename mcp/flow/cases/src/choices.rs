//! Decisions drawn from bytes.

use rand::{RngCore as _, SeedableRng as _, rngs::StdRng};

/// How many bytes a seed becomes: enough that an ordinary case does not run out of them.
const SEED_BYTES: usize = 2_048;

/// The bytes of a seed.
pub fn bytes_of_seed(seed: u64) -> Vec<u8> {
    let mut bytes = vec![0; SEED_BYTES];
    StdRng::seed_from_u64(seed).fill_bytes(&mut bytes);
    bytes
}

/// Decisions, each drawn from the next bytes. When the bytes have run out, every decision is the first one.
#[derive(Debug)]
pub struct Choices<'a> {
    bytes: &'a [u8],
}

impl<'a> Choices<'a> {
    /// Decisions from these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else {
            return 0;
        };
        self.bytes = rest;
        *first
    }

    /// A number below `end`, which must be from 1 to 65536.
    pub fn below(&mut self, end: usize) -> usize {
        let number = if end > 256 {
            u16::from_le_bytes([self.byte(), self.byte()]).into()
        } else {
            self.byte().into()
        };
        let number: usize = number;
        number % end
    }

    /// Yes in about `percent` of 100 cases; no when the bytes have run out.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) + percent > 99
    }

    /// One of `options`, of which there must be some.
    pub fn one_of<'b, T>(&mut self, options: &'b [T]) -> &'b T {
        &options[self.below(options.len())]
    }

    /// A whole number of any size.
    pub fn whole(&mut self) -> i64 {
        let mut bytes = [0; 8];
        let length = self.below(9);
        for byte in bytes.iter_mut().take(length) {
            *byte = self.byte();
        }
        i64::from_le_bytes(bytes)
    }

    /// Up to `most` characters of any script.
    pub fn characters(&mut self, most: usize) -> String {
        let length = self.below(most + 1);
        (0..length)
            .filter_map(|_| {
                let ceiling = *self.one_of(&[0x80, 0x250, 0x3000, 0x1_0000]);
                char::from_u32(u32::try_from(self.below(ceiling)).unwrap_or_default())
            })
            .collect()
    }

    /// `items` in another order.
    pub fn shuffled<T>(&mut self, mut items: Vec<T>) -> Vec<T> {
        for end in (1..items.len()).rev() {
            let at = self.below(end + 1);
            items.swap(at, end);
        }
        items
    }
}
