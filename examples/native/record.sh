#!/usr/bin/env bash
# Builds the program, splits its debugging information off, records its profiles and asks llvm-symbolizer for every
# place in them. Needs g++, lld, binutils and llvm-symbolizer. Each run has other addresses, and another build id with
# another compiler; the tests know this one's.
set -euo pipefail
here=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd)
profiles=$here/../profiles/native
debuginfo=$here/../debuginfo
# Where the program runs is told by its profiles.
bin=/opt/router/bin
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

for source in "$here"/*.cpp; do
  name=$(basename "$source" .cpp)
  # The sampler is in no profile.
  g=-g; [[ $name == sampler ]] && g=-g0
  g++ -std=c++17 -O2 "$g" -fno-var-tracking -gz -ffile-prefix-map="$here"=/usr/src/router -c "$source" -o "$build/$name.o"
done
# lld puts code at addresses that differ from its offsets in the file.
g++ -fuse-ld=lld -Wl,--build-id=sha1 -Wl,-O2 -Wl,--compress-debug-sections=zlib "$build"/*.o -o "$build/router"
mkdir -p "$profiles" "$debuginfo" "$bin"
objcopy --only-keep-debug "$build/router" "$debuginfo/router.debug"
strip -o "$debuginfo/router" "$build/router"
chmod 644 "$debuginfo"/router*

install "$debuginfo/router" "$bin/router"
"$bin/router" "$build" 5 400
rm "$bin/router"
for profile in "$build"/cpu-*.pb; do
  gzip -9n < "$profile" > "$profiles/$(basename "$profile").gz"
done

# "0xOFFSET 0xADDRESS", then a line for each frame, innermost first: function, file, line, column.
while read -r offset address; do
  echo "$offset $address"
  llvm-symbolizer --obj="$build/router" --no-demangle --inlines --functions=linkage --output-style=GNU "$address" |
    paste -d ' ' - - | sed 's/ (discriminator [0-9]*)//; s/^\([^ ]*\) \(.*\):\([0-9?]*\)$/  \1 \2 \3/'
done < "$build/addresses.txt" | gzip -9n > "$debuginfo/answers.txt.gz"
