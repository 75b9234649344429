// Plans tours through a made-up city for some windows of CPU time, and writes a profile of each:
//   router FOLDER WINDOWS SAMPLES
#include <cstdio>
#include <cstdlib>
#include <string>

#include "depots.h"
#include "orders.h"
#include "routes.h"
#include "sampler.h"

namespace {

using namespace router;

Point<3> place(const City& city, Crossing crossing, float weight) {
  return {{static_cast<float>(crossing % city.width()), static_cast<float>(crossing / city.width()), weight}};
}

class Day {
 public:
  explicit Day(std::uint64_t seed) : random_(seed), city_(160, 160, random_), depots_(randomPlaces(4000)) {}

  double plan() {
    std::vector<Order> orders = randomOrders(3000, city_.size(), random_);
    sortByWeight(orders);
    double cost = static_cast<double>(countByStreet(orders).size());
    Routes routes(city_, random_.below(static_cast<std::uint32_t>(city_.size())));
    std::vector<float> weights;
    for (const Order& order : orders) {
      const Point<3>& depot = depots_.nearest(place(city_, order.crossing, order.weight));
      weights.push_back(depot.at[2] + order.weight);
      cost += routes.to(order.crossing);
    }
    return cost + price(*cheap_, weights) + price(*fast_, weights);
  }

 private:
  std::vector<Point<3>> randomPlaces(int count) {
    std::vector<Point<3>> places;
    for (int i = 0; i < count; i++) {
      places.push_back(place(city_, random_.below(static_cast<std::uint32_t>(city_.size())), 0.1f * random_.below(300)));
    }
    return places;
  }

  static double price(const Tariff& tariff, const std::vector<float>& weights) {
    double sum = 0;
    for (int hour = 0; hour < 10; hour++) sum += tariff.price(weights.data(), static_cast<int>(weights.size()));
    return sum;
  }

  Random random_;
  City city_;
  Tree<3> depots_;
  std::unique_ptr<Tariff> cheap_ = cheapTariff();
  std::unique_ptr<Tariff> fast_ = fastTariff();
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: router FOLDER WINDOWS SAMPLES\n");
    return 2;
  }
  Day day(20261122);
  sampler::start(100);
  double cost = 0;
  for (int window = 0; window < std::atoi(argv[2]); window++) {
    while (sampler::pending() < std::atoi(argv[3])) cost += day.plan();
    char name[32];
    std::snprintf(name, sizeof name, "/cpu-%05d.pb", window);
    sampler::write(argv[1] + std::string(name));
  }
  sampler::writeAddresses(argv[1] + std::string("/addresses.txt"));
  std::printf("cost of all tours: %.0f\n", cost);
  return 0;
}
