#include "plan/close_reading.hpp"

#include <toml++/toml.h>
#include <sstream>

#include "plan/plan_file.hpp"

namespace okno::plan {

namespace {

using Position = std::pair<int, int>;

Position position(const toml::source_position& at) {
    return {static_cast<int>(at.line), static_cast<int>(at.column)};
}

// Of what stands at a place: the value that begins there or holds it, the table whose header or key does.
class Finder {
  public:
    explicit Finder(Position wanted) : wanted_(wanted) {}

    void look(const toml::node& node, const Path& path) {
        if (!path.empty()) note(node.source(), path);
        const auto below = [&](std::string step) {
            Path deeper = path;
            deeper.push_back(std::move(step));
            return deeper;
        };
        if (const auto* table = node.as_table())
            for (const auto& [key, inner] : *table) {
                note(key.source(), below(std::string{key.str()}));
                look(inner, below(std::string{key.str()}));
            }
        if (const auto* list = node.as_array())
            for (std::size_t i = 0; i < list->size(); ++i) look(*list->get(i), below(std::to_string(i)));
    }
    const Path& found() const { return found_; }

  private:
    // The later and the deeper is the closer.
    void note(const toml::source_region& region, const Path& path) {
        const Position begin = position(region.begin), end = position(region.end);
        if (begin > wanted_ || wanted_ >= end) return;
        if (begin < begins_ || (begin == begins_ && path.size() < found_.size())) return;
        begins_ = begin;
        found_ = path;
    }

    Position wanted_;
    Position begins_{0, 0};
    Path found_;
};

std::string to_json(const toml::table& document) {
    std::ostringstream out;
    out << toml::json_formatter{document};
    return out.str();
}

}  // namespace

CloseReading read_closely(std::string_view text, const std::string& name) {
    CloseReading reading;
    auto plan = read_plan_text(text, name);
    if (plan)
        reading.plan = std::move(*plan);
    else
        reading.complaints = std::move(plan.error());
    reading.paths.resize(reading.complaints.size());
    try {
        const toml::table document = toml::parse(text, std::string_view{name});
        reading.document_json = to_json(document);
        for (std::size_t i = 0; i < reading.complaints.size(); ++i) {
            Finder finder({reading.complaints[i].line, reading.complaints[i].column});
            finder.look(document, {});
            reading.paths[i] = finder.found();
        }
    } catch (const toml::parse_error&) {  // it is the only complaint, and has its place
        return reading;
    }
    return reading;
}

}  // namespace okno::plan
