//! Collections, iterators, traits and generics, most of them inlined.
use std::collections::{BTreeMap, HashMap};

trait Priced {
    fn price(&self) -> u64;
}

struct Book {
    pages: u64,
}

struct Lamp<const WATTS: u64> {
    dimmed: bool,
}

impl Priced for Book {
    fn price(&self) -> u64 {
        self.pages * 3
    }
}

impl<const WATTS: u64> Priced for Lamp<WATTS> {
    fn price(&self) -> u64 {
        if self.dimmed { WATTS / 2 } else { WATTS }
    }
}

#[inline(never)]
fn total(goods: &[Box<dyn Priced>]) -> u64 {
    goods.iter().map(|good| good.price()).filter(|price| price % 2 == 0).sum()
}

#[inline]
fn group<'a>(words: impl Iterator<Item = &'a str>) -> BTreeMap<usize, Vec<&'a str>> {
    let mut groups: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for word in words {
        groups.entry(word.len()).or_default().push(word);
    }
    groups
}

fn main() {
    let text = std::env::args().collect::<Vec<_>>().join(" ");
    let mut counts: HashMap<char, usize> = HashMap::new();
    for letter in text.chars() {
        *counts.entry(letter).or_insert(0) += 1;
    }
    let goods: Vec<Box<dyn Priced>> =
        vec![Box::new(Book { pages: text.len() as u64 }), Box::new(Lamp::<60> { dimmed: counts.len() > 3 })];
    let longest = group(text.split(' ')).into_iter().next_back();
    println!("{} {:?}", total(&goods), longest);
}
