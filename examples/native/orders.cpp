#include "orders.h"

#include <algorithm>
#include <cctype>

namespace router {

namespace {

constexpr const char* kTrees[] = {"Oak", "Maple", "Chestnut", "Sycamore", "Hawthorn", "Linden", "Willow", "Juniper"};
constexpr const char* kKinds[] = {"Street", "Avenue", "Lane", "Promenade"};

// Two spellings of a street are one.
std::string normalized(const std::string& street) {
  std::string text;
  text.reserve(street.size());
  std::transform(street.begin(), street.end(), std::back_inserter(text),
                 [](unsigned char c) { return c == ' ' ? '-' : static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

std::vector<Order> randomOrders(std::size_t count, std::size_t crossings, Random& random) {
  std::vector<Order> orders;
  for (std::size_t i = 0; i < count; i++) {
    std::string street = std::string(kTrees[random.below(8)]) + " " + kKinds[random.below(4)];
    street += " " + std::to_string(random.below(60));
    orders.push_back({street, random.below(static_cast<std::uint32_t>(crossings)), 0.1f * random.below(300)});
  }
  return orders;
}

std::unordered_map<std::string, int> countByStreet(const std::vector<Order>& orders) {
  std::unordered_map<std::string, int> counts;
  for (const Order& order : orders) counts[normalized(order.street)]++;
  return counts;
}

void sortByWeight(std::vector<Order>& orders) {
  std::sort(orders.begin(), orders.end(), [](const Order& a, const Order& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.street < b.street;
  });
}

}  // namespace router
