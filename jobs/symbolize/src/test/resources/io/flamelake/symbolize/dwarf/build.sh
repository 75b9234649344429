#!/bin/sh
# Builds the fixtures of this folder anew from the sources beside it: gcc, clang, lld, dwp,
# llvm-dwp, dwz and rustc. Then record the answers of llvm-symbolizer again, as
# docs/development.md says.
set -e
sources=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
cd "$folder"
cp "$sources"/shapes.cc "$sources"/lists.c "$sources"/words.rs .
common="-O2 -g -ffile-prefix-map=$folder=/src -fno-asynchronous-unwind-tables"
cxx="$common -std=c++17 -fno-exceptions -fno-rtti -fno-stack-protector"
link="-nostdlib -static -Wl,--build-id=sha1"
pie="-nostdlib -static-pie -fpie -Wl,--build-id=sha1 -Wl,--gc-sections"

for version in 2 3 4 5; do
  g++ $cxx -gdwarf-$version $link shapes.cc -o gcc-dwarf$version
done
g++ $cxx -gdwarf-5 -gdwarf64 $link shapes.cc -o gcc-dwarf64
g++ $cxx -gz=zlib $link shapes.cc -o gcc-zlib
g++ $cxx -gz=zlib-gnu $link shapes.cc -o gcc-zlib-gnu
g++ $cxx -ffunction-sections $pie shapes.cc -o gcc-gc-sections
g++ $cxx -flto $link -fwhole-program shapes.cc -o gcc-lto
gcc $common -m32 $link -Wno-main lists.c -o gcc-i386
for version in 4 5; do
  g++ $cxx -gdwarf-$version -gsplit-dwarf $link shapes.cc -o gcc-split$version -dumpbase gcc-split$version
  clang++ $cxx -gdwarf-$version $link shapes.cc -o clang-dwarf$version
  clang++ $cxx -gdwarf-$version -ffunction-sections -fuse-ld=lld $pie shapes.cc \
    -o clang-lld$version
done
dwp -o gcc-split4.dwp gcc-split4-shapes.dwo
clang++ $cxx -gsplit-dwarf -c shapes.cc -o clang-split.o
clang++ $link clang-split.o -o clang-split
llvm-dwp clang-split.dwo -o clang-split.dwp
for target in aarch64 mips powerpc64 i386; do
  clang $common --target=$target-linux-gnu -ffreestanding -c lists.c -o lists.o
  ld.lld lists.o -o clang-$target
done
cp gcc-dwarf5 dwz-a
g++ $cxx $link -O1 shapes.cc -o dwz-b
dwz -m dwz-shared -M dwz-shared dwz-a dwz-b
rustc --edition 2021 -O -g -C panic=abort -C link-arg=-nostartfiles -C link-arg=-nostdlib \
  -C link-arg=-static -C relocation-model=static --remap-path-prefix="$folder=/src" words.rs -o rust

rm -f ./*.o dwz-b
for file in gcc-* clang-* dwz-* rust; do
  case $file in
    *.dwo | *.dwp) ;;
    *) objcopy -R .comment -R .debug_aranges -R .eh_frame "$file" 2>/dev/null || true ;;
  esac
  gzip -9nc "$file" > "$sources/$file.gz"
done
rm -r "$folder"
