// Templates, lambdas, variants and containers of the standard library, most of it inlined.
#include <algorithm>
#include <cstdio>
#include <map>
#include <numeric>
#include <string>
#include <variant>
#include <vector>

namespace inventory {
template <class Unit, int Scale>
struct Amount {
  Unit value;
  template <int Other>
  Amount(Amount<Unit, Other> other) : value(other.value * Scale / Other) {}
  explicit Amount(Unit v) : value(v) {}
  Amount operator+(Amount other) const { return Amount(value + other.value); }
};

struct Box {
  std::vector<int> contents;
};
struct Sack {
  double weight;
};
using Container = std::variant<Box, Sack, std::string>;

struct Weigher {
  int operator()(const Box& box) const {
    return std::accumulate(box.contents.begin(), box.contents.end(), 0);
  }
  int operator()(const Sack& sack) const { return static_cast<int>(sack.weight); }
  int operator()(const std::string& label) const { return static_cast<int>(label.size()); }
};

template <class Range, class Each>
auto sum(const Range& range, Each each) {
  long total = 0;
  for (const auto& item : range) {
    total += each(item);
  }
  return total;
}

class Store {
 public:
  virtual ~Store() = default;
  void put(const std::string& place, Container container) {
    places_[place].push_back(std::move(container));
  }
  virtual long weight() const {
    return sum(places_, [](const auto& place) {
      return sum(place.second, [](const Container& c) { return std::visit(Weigher{}, c); });
    });
  }

 private:
  std::map<std::string, std::vector<Container>> places_;
};

static int sorted(std::vector<int> values) {
  std::sort(values.begin(), values.end(), [](int a, int b) { return a % 10 < b % 10; });
  return values.front();
}
}  // namespace inventory

int main(int count, char** arguments) {
  inventory::Store store;
  for (int i = 0; i < count; i++) {
    store.put(arguments[i], inventory::Box{{i, i + 1, i + 2}});
    store.put("sacks", inventory::Sack{i * 1.5});
    store.put("labels", std::string(arguments[i]));
  }
  inventory::Amount<long, 1000> grams(inventory::Amount<long, 1>(store.weight()));
  std::printf("%ld %d\n", (grams + grams).value, inventory::sorted({count, 7, 13, 21}));
  return 0;
}
