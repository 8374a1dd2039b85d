#include "drawing_board.h"

#include <cfloat>

namespace miaia::host {
namespace {

// An adjusted drawing keeps what the new description leaves at its default.
void KeepUnset(s_UseTool& now, const s_UseTool& before) {
    if (now.BeginValue == FLT_MIN)
        now.BeginValue = before.BeginValue;
    if (now.Text.IsEmpty() && !now.ClearExistingText)
        now.Text = before.Text;
    if (now.Color == static_cast<uint32_t>(s_UseTool::DEFAULT_COLOR_VALUE))
        now.Color = before.Color;
}

}  // namespace

int DrawingBoard::Use(s_UseTool& tool, int64_t marketUnixUs) {
    if (tool.DrawingType == DRAWING_UNKNOWN || tool.AddMethod == UTAM_NOT_SET)
        return 0;
    const auto known = tool.LineNumber == -1 ? drawings_.end() : drawings_.find(tool.LineNumber);
    const bool exists = known != drawings_.end();
    if (exists && tool.AddMethod == UTAM_ADD_ONLY_IF_NEW)
        return 0;
    if (exists && tool.AddMethod == UTAM_ADD_OR_ADJUST) {
        s_UseTool adjusted = tool;
        KeepUnset(adjusted, known->second);
        known->second = adjusted;
        report_.Draw("adjust", tool.LineNumber, adjusted, marketUnixUs);
        return 1;
    }
    if (tool.LineNumber == -1 || exists) {
        do
            ++last_line_;
        while (drawings_.count(last_line_) != 0);
        tool.LineNumber = last_line_;
    }
    drawings_[tool.LineNumber] = tool;
    report_.Draw("add", tool.LineNumber, tool, marketUnixUs);
    return 1;
}

int DrawingBoard::Delete(int tool, int line, int64_t marketUnixUs) {
    if (tool == TOOL_DELETE_ALL) {
        const bool any = !drawings_.empty();
        DeleteStudyDrawn(marketUnixUs);
        return any ? 1 : 0;
    }
    const auto known = drawings_.find(line);
    if (known == drawings_.end())
        return 0;
    report_.Draw("delete", line, known->second, marketUnixUs);
    drawings_.erase(known);
    return 1;
}

std::vector<const s_UseTool*> DrawingBoard::StudyDrawn() const {
    std::vector<const s_UseTool*> drawn;
    for (const auto& [line, tool] : drawings_) {
        if (!tool.AddAsUserDrawnDrawing)
            drawn.push_back(&tool);
    }
    return drawn;
}

void DrawingBoard::DeleteStudyDrawn(int64_t marketUnixUs) {
    for (auto at = drawings_.begin(); at != drawings_.end();) {
        if (at->second.AddAsUserDrawnDrawing) {
            ++at;
            continue;
        }
        report_.Draw("delete", at->first, at->second, marketUnixUs);
        at = drawings_.erase(at);
    }
}

}  // namespace miaia::host
