#include "city.h"

namespace router {

City::City(std::size_t width, std::size_t height, Random& random) : east_(width, height), south_(width, height) {
  for (Crossing crossing = 0; crossing < size(); crossing++) {
    east_[crossing] = 5 + random.below(40);
    south_[crossing] = 5 + random.below(40);
  }
}

}  // namespace router
