// Expressions, containers and threads of the standard library, of types of this unit's own.
#include <algorithm>
#include <filesystem>
#include <future>
#include <map>
#include <numeric>
#include <ranges>
#include <regex>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace standard {
template <int N>
struct Item {
  std::string name;
  long weight;
  auto operator<=>(const Item&) const = default;
};

template <int N>
using Shape = std::variant<Item<N>, std::vector<Item<N>>, std::map<std::string, Item<N>>, long>;

template <int N>
struct Weigh {
  long operator()(const Item<N>& item) const { return item.weight + N; }
  long operator()(const std::vector<Item<N>>& items) const {
    return std::accumulate(items.begin(), items.end(), 0L,
                           [](long sum, const Item<N>& item) { return sum + item.weight; });
  }
  long operator()(const std::map<std::string, Item<N>>& items) const {
    long sum = 0;
    for (const auto& [name, item] : items) sum += item.weight * static_cast<long>(name.size());
    return sum;
  }
  long operator()(long weight) const { return weight; }
};

template <int N>
long run(const std::string& text) {
  std::regex words("([a-z]+)([0-9]*)" + std::to_string(N));
  std::map<std::string, Item<N>> byName;
  std::unordered_map<std::string, std::vector<Item<N>>> groups;
  for (std::sregex_iterator i(text.begin(), text.end(), words), end; i != end; ++i) {
    Item<N> item{i->str(1), static_cast<long>(i->length(0))};
    byName.emplace(item.name, item);
    groups[i->str(2)].push_back(item);
  }
  for (auto& [key, items] : groups) std::ranges::sort(items);
  auto heavy = byName | std::views::values |
               std::views::filter([](const Item<N>& item) { return item.weight > N; }) |
               std::views::transform([](const Item<N>& item) { return item.weight * 2; });
  std::vector<Shape<N>> shapes{byName, Item<N>{text, 1}, 4L};
  long sum = 0;
  for (long weight : heavy) sum += weight;
  auto later = std::async(std::launch::async, [&] {
    return std::accumulate(shapes.begin(), shapes.end(), 0L, [](long s, const Shape<N>& shape) {
      return s + std::visit(Weigh<N>{}, shape);
    });
  });
  for (const auto& entry : std::filesystem::directory_iterator("."))
    sum += static_cast<long>(entry.path().filename().string().size());
  return sum + later.get();
}
}  // namespace standard

template <int... N>
static long all(const std::string& text, std::integer_sequence<int, N...>) {
  return (standard::run<UNIT * 100 + N>(text) + ...);
}

#define NAME2(a, b) a##b
#define NAME(a, b) NAME2(a, b)
long NAME(standard, UNIT)(const std::string& text) {
  return all(text, std::make_integer_sequence<int, 12>());
}
