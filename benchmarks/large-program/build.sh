#!/bin/sh
# usage: build.sh FOLDER [UNITS]  builds a large C++ program into FOLDER/large: UNITS (2) units of each source beside this script.
# Needs g++ 12 or newer (CXX), and the headers of Boost, Eigen, range-v3 and nlohmann-json:
# apt-get install g++ libboost-dev libeigen3-dev librange-v3-dev nlohmann-json3-dev
set -e
sources=$(cd "$(dirname "$0")" && pwd)
folder=$1
units=${2:-2}
mkdir -p "$folder"
cd "$folder"
{
  echo '#include <cstdio>'
  echo '#include <string>'
  for kind in standard eigen spirit json; do
    for unit in $(seq "$units"); do echo "long $kind$unit(const std::string&);"; done
  done
  echo 'int main(int count, char** arguments) {'
  echo '  std::string text = count > 1 ? arguments[1] : "[]";'
  echo '  long sum = 0;'
  for kind in standard eigen spirit json; do
    for unit in $(seq "$units"); do echo "  sum += $kind$unit(text);"; done
  done
  echo '  std::puts(std::to_string(sum).c_str());'
  echo '}'
} > main.cc
flags="-std=c++20 -O2 -g ${CXXFLAGS:-}"
for kind in standard eigen spirit json; do
  for unit in $(seq "$units"); do
    echo "$kind$unit.o"
    [ -e "$kind$unit.o" ] || ${CXX:-g++} $flags -I/usr/include/eigen3 -DUNIT="$unit" -c "$sources/$kind.cc" -o "$kind$unit.o"
  done
done
${CXX:-g++} $flags main.cc ./*[0-9].o -o "${OUT:-large}" -pthread
