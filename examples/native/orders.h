// Orders: addresses as text, sorted into tours.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "city.h"

namespace router {

struct Order {
  std::string street;
  Crossing crossing;
  float weight;
};

std::vector<Order> randomOrders(std::size_t count, std::size_t crossings, Random& random);

// How many orders each street has.
std::unordered_map<std::string, int> countByStreet(const std::vector<Order>& orders);

// The longest first; by street where they are equal.
void sortByWeight(std::vector<Order>& orders);

}  // namespace router
