// Grammars of arithmetic as templates of expressions, and tables with several indexes.
#include <boost/multi_index/hashed_index.hpp>
#include <boost/multi_index/member.hpp>
#include <boost/multi_index/ordered_index.hpp>
#include <boost/multi_index_container.hpp>
#include <boost/spirit/include/qi.hpp>
#include <boost/spirit/include/phoenix_operator.hpp>
#include <boost/spirit/include/phoenix_core.hpp>
#include <string>
#include <utility>

namespace qi = boost::spirit::qi;
namespace mi = boost::multi_index;

namespace grammars {
template <int N>
struct Sum : qi::grammar<std::string::const_iterator, long(), qi::space_type> {
  using Iterator = std::string::const_iterator;
  qi::rule<Iterator, long(), qi::space_type> sum, product, value;
  Sum() : Sum::base_type(sum) {
    using qi::_1;
    using qi::_val;
    sum = product[_val = _1] >> *(('+' >> product[_val += _1]) | ('-' >> product[_val -= _1]));
    product = value[_val = _1] >> *(('*' >> value[_val *= _1]) | ('%' >> value[_val += _1 * N]));
    value = qi::long_[_val = _1] | ('(' >> sum[_val = _1] >> ')') | ('-' >> value[_val = -_1]);
  }
};

template <int N>
struct Row {
  std::string name;
  long weight;
};

template <int N>
using Table = mi::multi_index_container<
    Row<N>, mi::indexed_by<mi::ordered_unique<mi::member<Row<N>, std::string, &Row<N>::name>>,
                           mi::hashed_non_unique<mi::member<Row<N>, long, &Row<N>::weight>>>>;

template <int N>
long run(const std::string& text) {
  long value = 0;
  auto begin = text.begin();
  qi::phrase_parse(begin, text.end(), Sum<N>(), qi::space, value);
  Table<N> table;
  table.insert({text, value});
  table.insert({text + "x", value + N});
  return value + static_cast<long>(table.template get<1>().count(value));
}
}  // namespace grammars

template <int... N>
static long all(const std::string& text, std::integer_sequence<int, N...>) {
  return (grammars::run<UNIT * 100 + N>(text) + ...);
}

#define NAME2(a, b) a##b
#define NAME(a, b) NAME2(a, b)
long NAME(spirit, UNIT)(const std::string& text) {
  return all(text, std::make_integer_sequence<int, 6>());
}
