using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Runner;
using MiaIa.Reports.Answers;

namespace MiaIa.Engine.Host.Monitoring;

/// <summary>Keeps each minute's way from the study's call to the answer for the reports. What cannot be written is said once, and lost.</summary>
internal sealed class AnswerMinutes(string folder, LogMessages log)
{
    private bool _isFailing;

    internal void Write(EngineSample? newest, string instrument, LatencyFigures way)
    {
        if (newest?.Instruments.FirstOrDefault(one => one.Name == instrument) is not { } sample)
            return;
        try
        {
            AnswerFiles.Append(folder, new(sample.MomentUnixNs, instrument, way.Count, way.Mean, way.P99, way.Longest));
            _isFailing = false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (!_isFailing)
                log.AnswersNotKept(folder, fault.Message);
            _isFailing = true;
        }
    }
}
