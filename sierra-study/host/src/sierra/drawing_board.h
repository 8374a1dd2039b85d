// The drawings of one study on the chart. Each change is reported.
#pragma once

#include <map>
#include <vector>

#include "acsil_drawing.h"
#include "host_report.h"

namespace miaia::host {

class DrawingBoard {
public:
    explicit DrawingBoard(HostReport& report) : report_(report) {}

    // Adds or adjusts, as AddMethod says; an unnumbered drawing gets its number. 1 when drawn, 0 when the drawing has
    // no type or AddMethod forbids it.
    int Use(s_UseTool& tool, int64_t marketUnixUs);
    // Deletes one drawing, or all with TOOL_DELETE_ALL. 1 when something was deleted.
    int Delete(int tool, int line, int64_t marketUnixUs);
    bool Exists(int line) const { return drawings_.count(line) != 0; }
    // What a full recalculation and the removal of the study do: everything goes that is not the user's own.
    void DeleteStudyDrawn(int64_t marketUnixUs);
    size_t Count() const { return drawings_.size(); }
    // Those that are not the user's own, by their numbers; valid until one comes or goes.
    std::vector<const s_UseTool*> StudyDrawn() const;
    // By their numbers.
    const std::map<int, s_UseTool>& All() const { return drawings_; }

private:
    HostReport& report_;
    std::map<int, s_UseTool> drawings_;
    int last_line_ = 0;
};

}  // namespace miaia::host
