// What a fuzz target demands of the core, beside the faults that the sanitizers see.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "core/result.h"

namespace agelens::fuzz {

// Ends the process, which libFuzzer reports with the input, unless the condition holds.
inline void require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "REQUIRED: %s\n", what);
  std::abort();
}

inline void requireWords(const Error& error) {
  require(!error.code.empty() && !error.message.empty(), "an error has a code and a sentence");
}

}  // namespace agelens::fuzz
