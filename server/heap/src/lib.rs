//! Gives memory that was freed back to the system.
//!
//! The C library keeps what a program frees, to hand it out again: what is freed between
//! two pieces that are still in use stays the process's own. That is right until very
//! much is freed at once.

/// Gives back all whole pages that are free.
///
/// Costs a walk through the free memory, some hundred milliseconds for a gigabyte, in
/// which other threads may have to wait for memory. Where the C library is not GNU's it
/// does nothing.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it may be called at any time, from any thread.
    unsafe {
        libc::malloc_trim(0);
    }
}

#[cfg(all(test, target_os = "linux", target_env = "gnu"))]
mod tests {
    /// Resident memory of this process, in pages.
    fn resident_pages() -> usize {
        let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
        let resident = statm.split_whitespace().nth(1).unwrap();
        resident.parse().unwrap()
    }

    #[test]
    fn what_is_free_between_what_is_used_goes_back() {
        let pieces: Vec<_> = (0..100_000).map(|_| vec![1_u8; 400]).collect();
        let full = resident_pages();
        // Of a hundred that lie beside each other one stays.
        let kept: Vec<_> = pieces.into_iter().step_by(100).collect();
        super::give_back();
        let after = resident_pages();
        assert!(full - after > 5_000, "{full} pages before, and {after} now");
        assert_eq!(kept.len(), 1_000);
    }
}
