import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voting', '0010_items_decided_together'),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='motion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agenda.motion'),
        ),
    ]
