// Quickest routes.
#pragma once

#include <algorithm>
#include <vector>

#include "city.h"

namespace router {

// A heap whose order is a type of its own, so that the comparison is inlined into its loops.
template <typename T, typename Before>
class Heap {
 public:
  bool empty() const { return items_.empty(); }

  void push(T item) {
    items_.push_back(item);
    std::push_heap(items_.begin(), items_.end(), before_);
  }

  T pop() {
    std::pop_heap(items_.begin(), items_.end(), before_);
    T item = items_.back();
    items_.pop_back();
    return item;
  }

 private:
  std::vector<T> items_;
  Before before_;
};

struct Arrival {
  Seconds at;
  Crossing crossing;
};

struct Later {
  bool operator()(const Arrival& a, const Arrival& b) const { return a.at > b.at; }
};

class Routes {
 public:
  Routes(const City& city, Crossing start);

  Seconds to(Crossing crossing) const { return arrivals_[crossing]; }

 private:
  void settle(const City& city, Heap<Arrival, Later>& open);

  Grid<Seconds> arrivals_;
};

}  // namespace router
