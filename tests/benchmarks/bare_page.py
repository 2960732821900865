"""A bare Streamlit page with the same map: what the framework itself costs."""

from datetime import date

import plotly.graph_objects as go
import streamlit as st

from dashboard import geometry, session
from dashboard.charts import country_map
from dashboard.charts.chart import Words
from dashboard.filters import Selection
from dashboard.queries import legal_framework
from dashboard.style import LIGHT
from loaders.boundary_layer import WORLD
from loaders.measures import Clock

snapshot = session.snapshot()
layers = geometry.layers(snapshot)
as_of = st.date_input("As of", date(2020, 1, 1), min_value=date(1950, 1, 1), format="DD/MM/YYYY")
rows = legal_framework.rows(snapshot, Selection(), Clock(as_of, date.today()))
words = Words("Map", f"World as of {as_of.isoformat()}", "")
ground = country_map.Ground(layers.areas.path, layers.stripes.path, layers.layer, WORLD)
figure = go.Figure(country_map.figure(rows, words, LIGHT, ground), _validate=False)
# Streamlit hands plotly.js every new figure twice; so the second is no other, and not drawn again.
figure.layout.template, figure.layout.datarevision = None, as_of.isoformat()
st.plotly_chart(figure, theme=None, key="map")
