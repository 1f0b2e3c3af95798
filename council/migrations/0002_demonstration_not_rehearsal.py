"""A municipality that is not real is a demonstration; a rehearsal is the run that presses every terminal."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("council", "0001_people_bodies_halls_roles")]

    operations = [
        migrations.RenameField("municipality", "is_rehearsal", "is_demonstration"),
        migrations.AlterField(
            "municipality",
            "is_demonstration",
            models.BooleanField(
                default=False,
                help_text="Marks everything it shows as not a real council.",
                verbose_name="demonstration",
            ),
        ),
    ]
