// What ids are called in a report: by the plan, in its order; an id the plan no longer has stands for itself.
// Inside the library only; pure.
#pragma once

#include <string>

#include "statistics/report.hpp"
#include "statistics/report_words.hpp"

namespace okno::statistics {

class ReportNames {
  public:
    // Both must outlive the names.
    ReportNames(const hall::Plan& plan, ReportLanguage language) : plan_(plan), language_(language) {}

    std::string name(By by, const std::string& id) const;
    std::string topic(const hall::TopicId& id) const;
    std::string hall() const;
    // The place of an id in the plan; beyond all others when it has none.
    std::size_t place(By by, const std::string& id) const;

  private:
    std::string text(const hall::Text& text, const std::string& id) const;
    std::string person(const std::string& id) const;

    const hall::Plan& plan_;
    ReportLanguage language_;
};

}  // namespace okno::statistics
