//! The words that made-up run names consist of.

#[rustfmt::skip]
/// The first word of a name.
pub(super) const ADJECTIVES: [&str; 100] = [
    "able", "active", "agile", "airy", "alert", "amber", "ample", "apt",
    "ardent", "artful", "balanced", "bold", "brave", "breezy", "bright", "brisk",
    "calm", "candid", "careful", "cheerful", "civil", "clear", "clever", "cordial",
    "cosy", "crisp", "curious", "dapper", "daring", "dauntless", "decent", "deft",
    "diligent", "eager", "earnest", "easy", "elegant", "even", "exact", "fair",
    "faithful", "fearless", "fine", "firm", "fleet", "fluent", "fond", "frank",
    "fresh", "friendly", "frugal", "gallant", "gentle", "genuine", "glad", "gleaming",
    "graceful", "grateful", "handy", "happy", "hardy", "hearty", "helpful", "honest",
    "humble", "inventive", "jaunty", "jolly", "keen", "kind", "lively", "logical",
    "loyal", "lucid", "mellow", "merry", "mindful", "modest", "neat", "nimble",
    "noble", "open", "orderly", "patient", "placid", "playful", "polite", "prompt",
    "proud", "quick", "quiet", "ready", "robust", "rugged", "serene", "sincere",
    "steady", "sunny", "tidy", "witty",
];

#[rustfmt::skip]
/// The second word of a name.
pub(super) const ANIMALS: [&str; 100] = [
    "alpaca", "antelope", "badger", "barracuda", "bat", "bear", "beetle", "bison",
    "bittern", "boar", "bobcat", "bonobo", "buffalo", "bumblebee", "camel", "caracal",
    "caribou", "cheetah", "chinchilla", "cicada", "condor", "cormorant", "coyote", "crane",
    "cricket", "curlew", "deer", "dingo", "dolphin", "donkey", "dormouse", "dragonfly",
    "eagle", "egret", "eland", "elk", "ermine", "falcon", "ferret", "finch",
    "firefly", "flamingo", "fox", "gazelle", "gecko", "gibbon", "giraffe", "gopher",
    "goshawk", "grouse", "hamster", "hare", "hawk", "hedgehog", "heron", "hornbill",
    "ibex", "ibis", "iguana", "impala", "jackal", "jackdaw", "jaguar", "kestrel",
    "kingfisher", "koala", "lapwing", "lemur", "linnet", "llama", "lynx", "magpie",
    "manatee", "marmot", "marten", "mink", "moose", "narwhal", "newt", "ocelot",
    "octopus", "oriole", "osprey", "otter", "owl", "panda", "pelican", "penguin",
    "pika", "puffin", "quail", "raccoon", "raven", "robin", "salmon", "sandpiper",
    "seal", "sparrow", "tapir", "walrus",
];
