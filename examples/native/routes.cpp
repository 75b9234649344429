#include "routes.h"

namespace router {

namespace {
constexpr Seconds kNever = 0xffffffff;
}

Routes::Routes(const City& city, Crossing start) : arrivals_(city.width(), city.size() / city.width(), kNever) {
  Heap<Arrival, Later> open;
  arrivals_[start] = 0;
  open.push({0, start});
  while (!open.empty()) settle(city, open);
}

__attribute__((noinline)) void Routes::settle(const City& city, Heap<Arrival, Later>& open) {
  Arrival next = open.pop();
  if (next.at > arrivals_[next.crossing]) return;
  city.forEachStreet(next.crossing, [&](Crossing neighbour, Seconds seconds) {
    Seconds at = next.at + seconds;
    if (at < arrivals_[neighbour]) {
      arrivals_[neighbour] = at;
      open.push({at, neighbour});
    }
  });
}

}  // namespace router
