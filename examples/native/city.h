// A city: crossings on a grid, streets between them with a travel time each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace router {

using Crossing = std::uint32_t;
using Seconds = std::uint32_t;

// A table of width * height cells, row by row.
template <typename T>
class Grid {
 public:
  Grid(std::size_t width, std::size_t height, T fill = T()) : width_(width), cells_(width * height, fill) {}

  T& at(std::size_t x, std::size_t y) { return cells_[y * width_ + x]; }
  const T& at(std::size_t x, std::size_t y) const { return cells_[y * width_ + x]; }
  T& operator[](Crossing crossing) { return cells_[crossing]; }
  const T& operator[](Crossing crossing) const { return cells_[crossing]; }

  std::size_t width() const { return width_; }
  std::size_t height() const { return cells_.size() / width_; }
  std::size_t size() const { return cells_.size(); }

 private:
  std::size_t width_;
  std::vector<T> cells_;
};

// The same numbers at every run: xorshift64*.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return state_ * 2685821657736338717ULL;
  }

  std::uint32_t below(std::uint32_t bound) {
    return static_cast<std::uint32_t>((next() >> 32) * bound >> 32);
  }

 private:
  std::uint64_t state_;
};

class City {
 public:
  City(std::size_t width, std::size_t height, Random& random);

  std::size_t width() const { return east_.width(); }
  std::size_t size() const { return east_.size(); }

  // Calls visit(neighbour, seconds) for each street that leaves a crossing.
  template <typename Visit>
  void forEachStreet(Crossing from, Visit&& visit) const {
    std::size_t x = from % width();
    if (x + 1 < width()) visit(from + 1, east_[from]);
    if (x > 0) visit(from - 1, east_[from - 1]);
    if (from + width() < size()) visit(static_cast<Crossing>(from + width()), south_[from]);
    if (from >= width()) visit(static_cast<Crossing>(from - width()), south_[static_cast<Crossing>(from - width())]);
  }

 private:
  Grid<Seconds> east_;
  Grid<Seconds> south_;
};

}  // namespace router
