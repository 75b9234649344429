// Documents and pipelines of ranges.
#include <nlohmann/json.hpp>
#include <range/v3/all.hpp>
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <string>
#include <utility>

namespace bg = boost::geometry;

namespace documents {
template <int N>
struct Number {
  long value;
};
template <int N>
void to_json(nlohmann::json& to, const Number<N>& from) { to = {{"n", N}, {"value", from.value}}; }
template <int N>
void from_json(const nlohmann::json& from, Number<N>& to) { from.at("value").get_to(to.value); }

template <int N>
struct Real {
  double d;
  Real(double value = 0) : d(value) {}
};

template <int N>
long run(const std::string& text) {
  nlohmann::json document = nlohmann::json::parse(text, nullptr, false);
  std::vector<Number<N>> numbers;
  if (document.is_array()) numbers = document.template get<std::vector<Number<N>>>();
  auto pairs = numbers | ranges::views::transform([](Number<N> n) { return n.value + N; }) |
               ranges::views::filter([](long n) { return n % 2 == 0; }) |
               ranges::views::chunk(3) | ranges::views::transform([](auto chunk) {
                 return ranges::accumulate(chunk, 0L);
               });
  return ranges::accumulate(pairs, 0L) + static_cast<long>(nlohmann::json(numbers).dump().size());
}
}  // namespace documents

#if UNIT % 2
using Point = bg::model::d2::point_xy<double>;
#else
using Point = bg::model::d2::point_xy<float>;
#endif

template <int... N>
static long all(const std::string& text, std::integer_sequence<int, N...>) {
  return (documents::run<UNIT * 100 + N>(text) + ...);
}

#define NAME2(a, b) a##b
#define NAME(a, b) NAME2(a, b)
long NAME(json, UNIT)(const std::string& text) {
  using Polygon = bg::model::polygon<Point>;
  Polygon one, other;
  bg::read_wkt("POLYGON((0 0,0 7,4 2,2 0,0 0))", one);
  bg::read_wkt(text, other);
  std::vector<Polygon> both;
  bg::intersection(one, other, both);
  return all(text, std::make_integer_sequence<int, 10>()) + static_cast<long>(both.size());
}
