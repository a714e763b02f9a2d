// Expected failures are values: a Result holds a value or an Error that a user can act on.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace agelens {

struct Error {
  std::string code;     // for programs: "truncated", "unknown-format", ...
  std::string message;  // for people: a sentence that says what is wrong and what to do
};

template <typename T>
class Result {
 public:
  Result(T value) : content_(std::move(value)) {}      // NOLINT(google-explicit-constructor): returned as itself
  Result(Error error) : content_(std::move(error)) {}  // NOLINT(google-explicit-constructor): returned as itself

  [[nodiscard]] bool ok() const { return std::holds_alternative<T>(content_); }
  [[nodiscard]] const T& value() const& { return std::get<T>(content_); }
  [[nodiscard]] T&& value() && { return std::get<T>(std::move(content_)); }
  [[nodiscard]] const Error& error() const { return std::get<Error>(content_); }

 private:
  std::variant<T, Error> content_;
};

}  // namespace agelens
