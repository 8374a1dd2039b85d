using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Logging;

/// <content>Accounts, which no line names.</content>
internal sealed partial class LogMessages
{
    /// <summary>A study says who it is: no line from here on names its account.</summary>
    public Hello Heard(Hello hello)
    {
        ArgumentNullException.ThrowIfNull(hello);
        _secrets?.HideTold(hello.Account);
        return hello;
    }

    /// <summary>A study reports of an account, which may be another than its own: the line that refuses it does not name it either.</summary>
    public FrameReader Heard(FrameReader frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame is { Message: { } message, Refusal: null })
            Hide(message);
        return frame;
    }

    private void Hide(StudyFrame message)
    {
        switch (message.BodyCase)
        {
            case StudyFrame.BodyOneofCase.PositionReport:
                _secrets?.HideTold(message.PositionReport.Account);
                break;
            case StudyFrame.BodyOneofCase.OrderReport:
                _secrets?.HideTold(message.OrderReport.Account);
                break;
            case StudyFrame.BodyOneofCase.FillReport:
                _secrets?.HideTold(message.FillReport.Account);
                break;
            case StudyFrame.BodyOneofCase.OrderSnapshot:
                _secrets?.HideTold(message.OrderSnapshot.Position?.Account ?? "");
                foreach (var order in message.OrderSnapshot.Order)
                    _secrets?.HideTold(order.Account);
                foreach (var fill in message.OrderSnapshot.Fill)
                    _secrets?.HideTold(fill.Account);
                break;
        }
    }
}
