//! Long bodies of answers, sent piece by piece.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use dropshot::Body;
use http_body::{Frame, SizeHint};

/// How many bytes are sent at once. Copying them to the system takes some ten
/// microseconds, in which the thread does nothing else; a page of runs is one piece.
const PIECE_BYTES: usize = 128 * 1024;

/// A body that lets others have their turn after each piece.
///
/// A system takes megabytes at once for a client of its own machine, which holds a
/// thread up for milliseconds.
struct Pieces {
    rest: Bytes,
    pause: Option<Pin<Box<dyn Future<Output = ()> + Send + Sync>>>,
}

impl fmt::Debug for Pieces {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Pieces of {} bytes", self.rest.len())
    }
}

/// The body of an answer.
pub(crate) fn in_pieces(body: Bytes) -> Body {
    if body.len() <= PIECE_BYTES {
        return body.into();
    }
    Body::wrap(Pieces {
        rest: body,
        pause: None,
    })
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Some(pause) = &mut self.pause {
            ready!(pause.as_mut().poll(context));
        }
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        // What is waited for is also when the system has taken the piece before.
        self.pause = Some(Box::pin(tokio::task::yield_now()));
        let bytes = self.rest.len().min(PIECE_BYTES);
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(bytes)))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http_body::Body as _;
    use http_body_util::BodyExt as _;

    use super::{PIECE_BYTES, in_pieces};

    #[tokio::test]
    async fn a_long_body_is_sent_whole_with_pauses() {
        for bytes in [0, 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES] {
            let sent: Bytes = (0..=255).cycle().take(bytes).collect();
            let mut body = in_pieces(sent.clone());
            assert_eq!(body.size_hint().exact(), Some(bytes as u64));
            let mut received = Vec::new();
            while let Some(frame) = body.frame().await {
                let piece = frame.unwrap().into_data().unwrap();
                assert!(piece.len() <= PIECE_BYTES);
                received.extend_from_slice(&piece);
            }
            assert!(body.is_end_stream());
            assert_eq!(received, sent);
        }
    }

    /// On a runtime of one thread, the other task runs only when this one lets it.
    #[tokio::test]
    async fn others_have_their_turn_between_pieces() {
        let mut body = in_pieces(vec![0; 2 * PIECE_BYTES].into());
        body.frame().await.unwrap().unwrap();
        let other = tokio::spawn(async {});
        body.frame().await.unwrap().unwrap();
        assert!(other.is_finished());
    }
}
