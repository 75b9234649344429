#include "depots.h"

#include <algorithm>
#include <cmath>

namespace router {

template <int N>
Tree<N>::Tree(std::vector<Point<N>> points) : points_(std::move(points)) {
  build(0, static_cast<int>(points_.size()), 0);
}

template <int N>
void Tree<N>::build(int begin, int end, int axis) {
  if (end - begin < 2) return;
  int middle = begin + (end - begin) / 2;
  std::nth_element(points_.begin() + begin, points_.begin() + middle, points_.begin() + end,
                   [axis](const Point<N>& a, const Point<N>& b) { return a.at[axis] < b.at[axis]; });
  build(begin, middle, (axis + 1) % N);
  build(middle + 1, end, (axis + 1) % N);
}

template <int N>
const Point<N>& Tree<N>::nearest(const Point<N>& to) const {
  int best = 0;
  float distance = INFINITY;
  search(to, 0, static_cast<int>(points_.size()), 0, best, distance);
  return points_[best];
}

template <int N>
void Tree<N>::search(const Point<N>& to, int begin, int end, int axis, int& best, float& distance) const {
  if (begin >= end) return;
  int middle = begin + (end - begin) / 2;
  float here = squaredDistance(to, points_[middle]);
  if (here < distance) {
    distance = here;
    best = middle;
  }
  float beyond = to.at[axis] - points_[middle].at[axis];
  int next = (axis + 1) % N;
  if (beyond < 0) {
    search(to, begin, middle, next, best, distance);
    if (beyond * beyond < distance) search(to, middle + 1, end, next, best, distance);
  } else {
    search(to, middle + 1, end, next, best, distance);
    if (beyond * beyond < distance) search(to, begin, middle, next, best, distance);
  }
}

template class Tree<3>;

namespace {

class CheapTariff final : public Tariff {
 public:
  double price(const float* weights, int count) const override {
    double sum = 0;
    for (int i = 0; i < count; i++) sum += std::sqrt(weights[i]);
    return sum;
  }
};

class FastTariff final : public Tariff {
 public:
  double price(const float* weights, int count) const override {
    double sum = 0;
    for (int i = 0; i < count; i++) sum += std::pow(weights[i], 0.75);
    return sum;
  }
};

}  // namespace

std::unique_ptr<Tariff> cheapTariff() { return std::make_unique<CheapTariff>(); }
std::unique_ptr<Tariff> fastTariff() { return std::make_unique<FastTariff>(); }

}  // namespace router
