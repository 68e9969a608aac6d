// A plan small enough to keep in one's head, and what is complained about when it is changed.
#pragma once

#include <string>

#include "hall/plan.hpp"
#include "plan/complaint.hpp"

namespace okno::fakes {

extern const std::string small_plan;

// The small plan with one place changed; the text to change must be there exactly once.
std::string with(const std::string& old, const std::string& replacement);

// The test fails when a complaint is not told in Russian as fully as in English.
void check_both_languages(const plan::Complaint& complaint);

// All complaints about `text`, one a line; the file is called "hall.toml".
std::string complaints(const std::string& text);

// The plan in `text`; the test fails when it is complained about or does not hang together.
hall::Plan read(const std::string& text);
// The test fails when `words` are not among the complaints.
void told(const std::string& text, const std::string& words);

}  // namespace okno::fakes
