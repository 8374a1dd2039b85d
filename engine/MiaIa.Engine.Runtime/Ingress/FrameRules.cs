using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>The rules of the bodies that are read as messages: one place that knows which belong to which.</summary>
internal static class FrameRules
{
    /// <summary>
    /// Returns the first rule that the frame's body breaks, or null. Nothing of a frame that breaks one may be used. Hello has
    /// rules of its own (it is answered with Refused, not counted), and a CommandAck is one number that any value fits.
    /// </summary>
    internal static Refusal? FirstBroken(StudyFrame frame)
    {
        return frame.BodyCase switch
        {
            StudyFrame.BodyOneofCase.BarClose => BarCloseRules.FirstBroken(frame.BarClose),
            StudyFrame.BodyOneofCase.Pattern => PatternRules.FirstBroken(frame.Pattern),
            StudyFrame.BodyOneofCase.StudyValues => PatternRules.FirstBroken(frame.StudyValues),
            StudyFrame.BodyOneofCase.OrderReport => OrderRules.FirstBroken(frame.OrderReport),
            StudyFrame.BodyOneofCase.FillReport => OrderRules.FirstBroken(frame.FillReport),
            StudyFrame.BodyOneofCase.PositionReport => OrderRules.FirstBroken(frame.PositionReport),
            StudyFrame.BodyOneofCase.OrderSnapshot => OrderRules.FirstBroken(frame.OrderSnapshot),
            StudyFrame.BodyOneofCase.StudySwitch => OrderRules.FirstBroken(frame.StudySwitch),
            StudyFrame.BodyOneofCase.Heartbeat => ReportRules.FirstBroken(frame.Heartbeat),
            StudyFrame.BodyOneofCase.Goodbye => ReportRules.FirstBroken(frame.Goodbye),
            StudyFrame.BodyOneofCase.Gap => ReportRules.FirstBroken(frame.Gap, frame.Counter),
            StudyFrame.BodyOneofCase.Hello or StudyFrame.BodyOneofCase.CommandAck => null,
            _ => new Refusal(RefusalReason.NoBody, "body", "none", "one of the bodies that session.proto names"),
        };
    }
}
