#include "printer/cups_queue.hpp"

#include <array>
#include <utility>

namespace okno::printer {

namespace {

constexpr int connect_patience_ms = 2000;
constexpr double answer_patience_s = 3;
constexpr std::string_view ours = "Okno ";  // how the names of our jobs begin

int integer_of(ipp_t* reply, const char* name, ipp_tag_t type) {
    ipp_attribute_t* attribute = ippFindAttribute(reply, name, type);
    if (!attribute) throw CupsError(std::string("CUPS does not tell ") + name);
    return ippGetInteger(attribute, 0);
}

std::string text_of(ipp_t* reply, const char* name) {
    ipp_attribute_t* attribute = ippFindAttribute(reply, name, IPP_TAG_ZERO);
    const char* text = attribute ? ippGetString(attribute, 0, nullptr) : nullptr;
    return text ? text : "";
}

template <std::size_t N>
void want(ipp_t* request, const std::array<const char*, N>& names) {
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", static_cast<int>(N),
                  nullptr, names.data());
}

}  // namespace

CupsQueue::CupsQueue(std::string queue)
    : queue_(std::move(queue)),
      uri_("ipp://localhost/printers/" + queue_),
      resource_("/printers/" + queue_) {}

// Connected anew after every failure: a server that was restarted answers on a new connection only.
http_t* CupsQueue::server() {
    if (http_) return http_.get();
    http_.reset(httpConnect2(cupsServer(), ippPort(), nullptr, AF_UNSPEC, cupsEncryption(), 1,
                             connect_patience_ms, nullptr));
    if (!http_) throw CupsError(std::string("the CUPS server does not answer: ") + cupsLastErrorString());
    httpSetTimeout(
        http_.get(), answer_patience_s, [](http_t*, void*) { return 0; }, nullptr);
    return http_.get();
}

ipp_t* CupsQueue::request(ipp_op_t operation) const {
    ipp_t* request = ippNewRequest(operation);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri_.c_str());
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, cupsUser());
    return request;
}

CupsQueue::Reply CupsQueue::ask(ipp_t* request) {
    http_t* connection = nullptr;
    try {
        connection = server();
    } catch (const CupsError&) {
        ippDelete(request);
        throw;
    }
    return checked(cupsDoRequest(connection, request, resource_.c_str()));  // frees the request
}

CupsQueue::Reply CupsQueue::checked(ipp_t* reply) {
    Reply owned(reply);
    const bool well = owned && ippGetStatusCode(owned.get()) <= IPP_STATUS_OK_EVENTS_COMPLETE;
    if (well) return owned;
    const std::string why = cupsLastErrorString();
    if (!owned || cupsLastError() == IPP_STATUS_ERROR_SERVICE_UNAVAILABLE) http_.reset();
    if (owned && ippGetStatusCode(owned.get()) == IPP_STATUS_ERROR_NOT_FOUND)
        throw CupsError("CUPS has no queue " + queue_);
    throw CupsError("CUPS: " + why);
}

QueueState CupsQueue::state() {
    ipp_t* question = request(IPP_OP_GET_PRINTER_ATTRIBUTES);
    want(question, std::array{"printer-state", "printer-state-reasons", "printer-is-accepting-jobs",
                              "printer-error-policy"});
    const Reply reply = ask(question);
    QueueState state;
    state.stopped = integer_of(reply.get(), "printer-state", IPP_TAG_ENUM) == IPP_PSTATE_STOPPED;
    if (ipp_attribute_t* accepting =
            ippFindAttribute(reply.get(), "printer-is-accepting-jobs", IPP_TAG_BOOLEAN))
        state.accepting = ippGetBoolean(accepting, 0) != 0;
    if (const std::string policy = text_of(reply.get(), "printer-error-policy"); policy != "abort-job")
        state.keeps_jobs = policy;
    ipp_attribute_t* reasons = ippFindAttribute(reply.get(), "printer-state-reasons", IPP_TAG_KEYWORD);
    for (int i = 0; reasons && i < ippGetCount(reasons); ++i)
        state.reasons.emplace_back(ippGetString(reasons, i, nullptr));
    return state;
}

int CupsQueue::submit(const std::string& name, const std::string& bytes, std::chrono::seconds at_most) {
    ipp_t* order = request(IPP_OP_PRINT_JOB);
    const std::string title = std::string(ours) + name;
    ippAddString(order, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, title.c_str());
    ippAddString(order, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, CUPS_FORMAT_RAW);
    ippAddInteger(order, IPP_TAG_JOB, IPP_TAG_INTEGER, "job-cancel-after", static_cast<int>(at_most.count()));
    const std::unique_ptr<ipp_t, FreeIpp> owned(order);
    http_t* connection = server();
    const std::size_t length = ippLength(order) + bytes.size();
    if (cupsSendRequest(connection, order, resource_.c_str(), length) != HTTP_STATUS_CONTINUE ||
        cupsWriteRequestData(connection, bytes.data(), bytes.size()) != HTTP_STATUS_CONTINUE) {
        const std::string why = cupsLastErrorString();
        http_.reset();
        throw CupsError("CUPS did not take the job: " + why);
    }
    const Reply reply = checked(cupsGetResponse(connection, resource_.c_str()));
    return integer_of(reply.get(), "job-id", IPP_TAG_INTEGER);
}

JobState CupsQueue::job_state(int job) {
    ipp_t* question = request(IPP_OP_GET_JOB_ATTRIBUTES);
    ippAddInteger(question, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    want(question, std::array{"job-state"});
    const Reply reply = ask(question);
    return static_cast<JobState>(integer_of(reply.get(), "job-state", IPP_TAG_ENUM));
}

void CupsQueue::cancel(int job) {
    ipp_t* order = request(IPP_OP_CANCEL_JOB);
    ippAddInteger(order, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    ask(order);
}

std::vector<int> CupsQueue::unfinished() {
    ipp_t* question = request(IPP_OP_GET_JOBS);
    ippAddString(question, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, "not-completed");
    ippAddBoolean(question, IPP_TAG_OPERATION, "my-jobs", 1);
    want(question, std::array{"job-id", "job-name"});
    const Reply reply = ask(question);
    std::vector<int> jobs;
    int id = 0;  // CUPS counts from 1
    bool is_ours = false;
    const auto job_ends = [&] {
        if (id > 0 && is_ours) jobs.push_back(id);
        id = 0;
        is_ours = false;
    };
    for (ipp_attribute_t* each = ippFirstAttribute(reply.get()); each; each = ippNextAttribute(reply.get())) {
        const char* name = ippGetName(each);
        if (!name) {  // stands between two jobs
            job_ends();
            continue;
        }
        if (std::string_view(name) == "job-id") id = ippGetInteger(each, 0);
        if (std::string_view(name) == "job-name")
            is_ours = std::string_view(ippGetString(each, 0, nullptr)).starts_with(ours);
    }
    job_ends();
    return jobs;
}

}  // namespace okno::printer
