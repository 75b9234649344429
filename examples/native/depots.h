// The depots of a city, and the one that is nearest to a point.
#pragma once

#include <memory>
#include <vector>

namespace router {

template <int N>
struct Point {
  float at[N];
};

template <int N>
inline float squaredDistance(const Point<N>& a, const Point<N>& b) {
  float sum = 0;
  for (int i = 0; i < N; i++) {
    float d = a.at[i] - b.at[i];
    sum += d * d;
  }
  return sum;
}

// A k-d tree: each level halves the points along the next axis.
template <int N>
class Tree {
 public:
  explicit Tree(std::vector<Point<N>> points);

  const Point<N>& nearest(const Point<N>& to) const;

 private:
  void build(int begin, int end, int axis);
  void search(const Point<N>& to, int begin, int end, int axis, int& best, float& distance) const;

  std::vector<Point<N>> points_;
};

// What a depot charges for a tour.
class Tariff {
 public:
  virtual ~Tariff() = default;
  virtual double price(const float* weights, int count) const = 0;
};

std::unique_ptr<Tariff> cheapTariff();
std::unique_ptr<Tariff> fastTariff();

}  // namespace router
