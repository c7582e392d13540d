using System;

Console.Error.WriteLine("gameserver: no command yet");
return 2;
