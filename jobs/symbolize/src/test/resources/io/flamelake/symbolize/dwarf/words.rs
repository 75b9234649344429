// A program without the standard library: generic functions, closures, traits and enums.
#![no_std]
#![no_main]

mod shapes {
    pub trait Shape {
        fn area(&self) -> u64;
        fn twice(&self) -> u64 {
            self.area() * 2
        }
    }
    pub struct Square(pub u64);
    pub enum Kind {
        Small(u8),
        Large { size: u64, factor: u64 },
        None,
    }
    impl Shape for Square {
        #[inline]
        fn area(&self) -> u64 {
            super::power::<2>(self.0)
        }
    }
    impl Kind {
        #[inline(always)]
        pub fn weight(&self) -> u64 {
            match self {
                Kind::Small(x) => *x as u64,
                Kind::Large { size, factor } => size.wrapping_mul(*factor),
                Kind::None => 0,
            }
        }
    }
}

use shapes::{Kind, Shape, Square};

#[inline]
fn power<const N: u32>(x: u64) -> u64 {
    (0..N).fold(1u64, |product, _| product.wrapping_mul(x))
}

#[inline(never)]
fn weigh<T: Shape>(items: &[T], kinds: &[Kind]) -> u64 {
    let areas: u64 = items.iter().map(|s| s.twice()).filter(|a| a % 3 != 0).fold(0, u64::wrapping_add);
    kinds.iter().map(Kind::weight).fold(areas, |a, b| a ^ b)
}

#[inline(never)]
fn vowels(text: &[u8]) -> usize {
    text.iter().filter(|c| matches!(**c, b'a' | b'e' | b'i' | b'o' | b'u')).count()
}

#[no_mangle]
pub extern "C" fn _start() -> ! {
    let squares = [Square(3), Square(5), Square(8)];
    let kinds = [Kind::Small(7), Kind::Large { size: 9, factor: 4 }, Kind::None];
    let mut sum = weigh(&squares, &kinds);
    loop {
        sum = sum.wrapping_add(vowels(b"symbolize") as u64);
        unsafe { core::ptr::read_volatile(&sum) };
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
