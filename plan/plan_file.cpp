#include "plan/plan_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "plan/plan_reader.hpp"

namespace okno::plan {

namespace {

tl::expected<hall::Plan, Complaints> refuse_file(const std::string& file, Phrase found) {
    return tl::make_unexpected(
        Complaints{{file, 0, 0, std::move(found), phrase({"a plan in TOML", "план в TOML"}), {}}});
}

}  // namespace

tl::expected<hall::Plan, Complaints> read_plan(const std::filesystem::path& file) {
    if (std::filesystem::is_directory(file))
        return refuse_file(file.string(), phrase({"this is a folder", "это папка"}));
    std::ifstream in(file);
    if (!in)
        return refuse_file(file.string(),
                           phrase({"cannot be read ({})", "не читается ({})"}, std::strerror(errno)));
    std::ostringstream text;
    text << in.rdbuf();
    return read_plan_text(text.str(), file.string());
}

tl::expected<hall::Plan, Complaints> read_plan_text(std::string_view text, const std::string& name) {
    Critic critic{name};
    try {
        const toml::table document = toml::parse(text, std::string_view{name});
        hall::Plan plan = PlanReader{document, critic}.read();
        if (critic.content()) return plan;
    } catch (const toml::parse_error& error) {
        critic.complain_of(error);
    }
    return tl::make_unexpected(critic.take());
}

}  // namespace okno::plan
