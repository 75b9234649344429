// Decompositions of matrices of many sizes.
#include <Eigen/Dense>
#include <string>
#include <utility>

namespace matrices {
template <int R, int C>
double run(const std::string& text) {
  Eigen::Matrix<double, R, C> a = Eigen::Matrix<double, R, C>::Random();
  a(0, 0) += static_cast<double>(text.size());
  Eigen::Matrix<double, C, C> square = a.transpose() * a;
  Eigen::JacobiSVD<Eigen::MatrixXd> values(a, Eigen::ComputeThinU | Eigen::ComputeThinV);
  Eigen::SelfAdjointEigenSolver<Eigen::Matrix<double, C, C>> solver(square);
  Eigen::Matrix<double, C, 1> x = square.ldlt().solve(Eigen::Matrix<double, C, 1>::Ones());
  Eigen::HouseholderQR<Eigen::Matrix<double, R, C>> qr(a);
  return x.norm() + solver.eigenvalues().sum() + values.singularValues()(0) +
         qr.matrixQR().sum() + square.partialPivLu().determinant();
}
}  // namespace matrices

template <int... N>
static double all(const std::string& text, std::integer_sequence<int, N...>) {
  return (matrices::run<UNIT + 3 + N, UNIT + 2>(text) + ...);
}

#define NAME2(a, b) a##b
#define NAME(a, b) NAME2(a, b)
long NAME(eigen, UNIT)(const std::string& text) {
  return static_cast<long>(all(text, std::make_integer_sequence<int, 2>()));
}
